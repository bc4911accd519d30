import { UserAttributes } from '@/components/account/user-attributes';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { displayName } from '@/components/session/display-name';
import { getTranslations, titled } from '@/lib/data/language';
import { readUserAttributes } from '@/lib/data/user-attributes';
import { requireViewer } from '@/lib/data/viewer';

const PATH = '/protected';

export const generateMetadata = titled('serverGuard');

export default async function ProtectedPage() {
  const viewer = await requireViewer(PATH);
  const t = await getTranslations('demo');
  return (
    <>
      <PageHeader eyebrow={t('server.eyebrow')} title={t('server.title', { name: displayName(viewer) })}>
        {t('server.lead')}
      </PageHeader>
      <Card title={t('server.card')} intro={t('server.intro')}>
        <UserAttributes attributes={await readUserAttributes(PATH)} />
      </Card>
    </>
  );
}
