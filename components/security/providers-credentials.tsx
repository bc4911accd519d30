import { getTranslations } from '@/lib/data/language';
import { Card } from '../parts/card';

/** In place of the cards for credentials that are not this site's to change. */
export async function ProvidersCredentials({ provider }: { provider: string }) {
  const t = await getTranslations('security');
  return (
    <Card title={t('atProvider')}>
      <p>{t('atProviderWhy', { provider })}</p>
    </Card>
  );
}
