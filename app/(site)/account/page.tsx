import type { Metadata } from 'next';
import { NameForm } from '@/components/account/name-form';
import { Card } from '@/components/parts/card';
import { Facts } from '@/components/parts/facts';
import { Moment } from '@/components/parts/moment';
import { PageHeader } from '@/components/parts/page-header';
import { methodInWords } from '@/components/session/display-name';
import { SignOutForm } from '@/components/session/sign-out-form';
import { requireViewer } from '@/lib/data/viewer';
import { changeNameAction } from './actions';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const viewer = await requireViewer('/account');
  return (
    <>
      <PageHeader title="Your account">Who you are here, and how long this session lives.</PageHeader>
      <div className="columns">
        <Card title="Identity" intro="From the id token that Cognito signed at your last sign-in or refresh.">
          <NameForm name={viewer.name ?? ''} action={changeNameAction} />
          <Facts
            rows={[
              ['E-mail', viewer.email],
              ['User name', viewer.username],
              ['Groups', viewer.groups.length > 0 ? viewer.groups.join(', ') : 'none'],
            ]}
          />
        </Card>
        <Card title="This session" intro="Its record is on the server; your browser holds a ticket to it.">
          <Facts
            rows={[
              ['Signed in with', methodInWords(viewer.method)],
              ['Since', <Moment key="since" at={viewer.signedInAt} />],
              ['Ends at the latest', <Moment key="end" at={viewer.expiresAt} />],
            ]}
          />
          <div className="actions">
            <SignOutForm label="Sign out here" className="button outlined" />
            <SignOutForm label="Sign out everywhere" className="button danger" scope="everywhere" />
          </div>
        </Card>
      </div>
    </>
  );
}
