import { DeleteAccount } from '@/components/account/delete-account';
import { Details } from '@/components/account/details';
import { EmailCard } from '@/components/account/email-card';
import { OwnDataCard } from '@/components/account/own-data-card';
import { SettingsCard } from '@/components/account/settings-card';
import { ThisSession } from '@/components/account/this-session';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { ChangeReceipt } from '@/components/security/change-receipt';
import { signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { readWaysIn } from '@/lib/data/connected-providers';
import { getWords, titled } from '@/lib/data/language';
import { chosenPreferences } from '@/lib/data/preferences';
import { hasRecentSignIn } from '@/lib/data/recent-sign-in';
import { requireViewer } from '@/lib/data/viewer';
import { changeEmailAction, changeNameAction, deleteAccountAction } from './actions';
import { chooseAction } from './settings/actions';

const PATH = '/account';

export const generateMetadata = titled('account');

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function AccountPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer(PATH);
  const { provider } = viewer;
  const words = await getWords('account');
  const ways = await readWaysIn(PATH);
  const confirmAt = (await hasRecentSignIn()) ? null : signInPath(PATH, 'recent_sign_in_required');
  return (
    <>
      <PageHeader title={words.heading}>{words.lead}</PageHeader>
      <ChangeReceipt change={(await searchParams).done} others={config().sessionPolicy.onCredentialChange} />
      <div className="columns">
        <div className="stack">
          <Details {...{ viewer, provider, ways }} changeName={changeNameAction} />
          {provider === null && (
            <EmailCard email={viewer.email} confirmAt={confirmAt} change={changeEmailAction} />
          )}
          <SettingsCard
            words={await getWords('settings')}
            chosen={await chosenPreferences()}
            save={chooseAction}
          />
        </div>
        <div className="stack">
          <ThisSession viewer={viewer} />
          <OwnDataCard />
          <Card title={words.deletion.title} intro={words.deletion.intro}>
            <DeleteAccount words={words.deletion} confirmAt={confirmAt} remove={deleteAccountAction} />
          </Card>
        </div>
      </div>
    </>
  );
}
