import { getTranslations } from '@/lib/data/language';
import styles from './recovery.module.css';

/** What to do without password, phone or device, in the order of how often it happens. */
export async function Recovery({ email, provider }: { email: string | null; provider: string | null }) {
  const t = await getTranslations('security');
  if (provider !== null) return <p>{t('recovery.provider', { provider })}</p>;
  return (
    <dl className={styles.list}>
      <div>
        <dt>{t('recovery.password')}</dt>
        <dd>{t('recovery.passwordNext', { email: email ?? t('recovery.yourAddress') })}</dd>
      </div>
      <div>
        <dt>{t('recovery.phone')}</dt>
        <dd>{t('recovery.phoneNext')}</dd>
      </div>
      <div>
        <dt>{t('recovery.device')}</dt>
        <dd>{t('recovery.deviceNext')}</dd>
      </div>
    </dl>
  );
}
