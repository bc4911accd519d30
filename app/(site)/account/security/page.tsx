import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { ChangeReceipt } from '@/components/security/change-receipt';
import { OwnCredentials } from '@/components/security/own-credentials';
import { PasskeysCard } from '@/components/security/passkeys-card';
import { ProvidersCredentials } from '@/components/security/providers-credentials';
import { RecentSignIns } from '@/components/security/recent-sign-ins';
import { Recovery } from '@/components/security/recovery';
import { config } from '@/lib/config/config';
import { listActivity } from '@/lib/data/activity';
import { getWords, titled } from '@/lib/data/language';
import { leavePage } from '@/lib/data/leave-page';
import { listPasskeys } from '@/lib/data/passkeys';
import { hasRecentSignIn } from '@/lib/data/recent-sign-in';
import { readSecondFactor } from '@/lib/data/second-factor';
import { requireViewer } from '@/lib/data/viewer';
import { isOwnAccount } from '@/lib/session/session';
import * as actions from './actions';

const PATH = '/account/security';

export const generateMetadata = titled('security');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function SecurityPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer(PATH);
  // Whose account is the pool's own has credentials here, also on coming by a provider that is linked to it.
  const provider = isOwnAccount(viewer, viewer.method) ? null : viewer.provider;
  const [{ done }, entries, factor, passkeys, isRecent] = await Promise.all([
    searchParams,
    listActivity(),
    readSecondFactor(viewer, PATH),
    provider === null ? listPasskeys() : [],
    hasRecentSignIn(),
  ]).catch((error: unknown) => leavePage(error, PATH));
  const words = await getWords('security');
  const own = { viewer, factor, isRecent, path: PATH, actions };
  return (
    <>
      <PageHeader title={words.heading}>{words.lead}</PageHeader>
      <ChangeReceipt change={done} others={config().sessionPolicy.onCredentialChange} />
      <div className="columns">
        {provider === null ? <OwnCredentials {...own} /> : <ProvidersCredentials provider={provider} />}
        <div className="stack">
          {provider === null && <PasskeysCard passkeys={passkeys} actions={actions} />}
          <Card title={words.recent}>
            <RecentSignIns entries={entries} />
          </Card>
          <Card title={words.recovery.title}>
            <Recovery email={viewer.email} provider={provider} />
          </Card>
        </div>
      </div>
    </>
  );
}
