import type { Metadata } from 'next';
import { DeleteAccount } from '@/components/account/delete-account';
import { Details } from '@/components/account/details';
import { EmailCard } from '@/components/account/email-card';
import { OwnDataCard } from '@/components/account/own-data-card';
import { ThisSession } from '@/components/account/this-session';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { ChangeReceipt } from '@/components/security/change-receipt';
import { signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { readWaysIn } from '@/lib/data/connected-providers';
import { hasRecentSignIn } from '@/lib/data/recent-sign-in';
import { requireViewer } from '@/lib/data/viewer';
import { changeEmailAction, changeNameAction, deleteAccountAction } from './actions';

const PATH = '/account';

export const metadata: Metadata = { title: 'Account' };

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer(PATH);
  const { provider } = viewer;
  const confirmAt = (await hasRecentSignIn()) ? null : signInPath(PATH, 'recent_sign_in_required');
  return (
    <>
      <PageHeader title="Your account">Your details and this session.</PageHeader>
      <ChangeReceipt change={(await searchParams).done} others={config().sessionPolicy.onCredentialChange} />
      <div className="columns">
        <div className="stack">
          <Details
            viewer={viewer}
            provider={provider}
            ways={await readWaysIn(PATH)}
            changeName={changeNameAction}
          />
          {provider === null && (
            <EmailCard email={viewer.email} confirmAt={confirmAt} change={changeEmailAction} />
          )}
        </div>
        <div className="stack">
          <ThisSession viewer={viewer} />
          <OwnDataCard />
          <Card
            title="Delete your account"
            intro="Your account, its devices and all that is kept here go at once, and for good."
          >
            <DeleteAccount confirmAt={confirmAt} remove={deleteAccountAction} />
          </Card>
        </div>
      </div>
    </>
  );
}
