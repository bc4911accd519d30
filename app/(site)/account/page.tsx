import type { Metadata } from 'next';
import { NameForm } from '@/components/account/name-form';
import { Card } from '@/components/parts/card';
import { Facts } from '@/components/parts/facts';
import { Moment } from '@/components/parts/moment';
import { PageHeader } from '@/components/parts/page-header';
import { groupsInWords, methodInWords } from '@/components/session/display-name';
import { SignOutEverywhere } from '@/components/session/sign-out-everywhere';
import { SignOutForm } from '@/components/session/sign-out-form';
import { requireViewer, type Viewer } from '@/lib/data/viewer';
import { changeNameAction } from './actions';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const viewer = await requireViewer('/account');
  return (
    <>
      <PageHeader title="Your account">Your details and this session.</PageHeader>
      <div className="columns">
        <Details viewer={viewer} />
        <Card title="This session">
          <Facts
            rows={[
              ['Signed in with', methodInWords(viewer)],
              ['Since', <Moment key="since" at={viewer.signedInAt} />],
              ['Expires', <Moment key="end" at={viewer.expiresAt} />],
            ]}
          />
          <div className="actions">
            <SignOutForm label="Sign out here" className="button outlined" />
            <SignOutEverywhere />
          </div>
        </Card>
      </div>
    </>
  );
}

/** Details that are a provider's cannot be changed here: it would not last. */
function Details({ viewer }: { viewer: Viewer }) {
  const { provider } = viewer;
  const groups = groupsInWords(viewer.groups);
  return (
    <Card
      title="Your details"
      intro={provider && `These come from ${provider}. To change them, go to your ${provider} account.`}
    >
      {provider === null && <NameForm name={viewer.name ?? ''} action={changeNameAction} />}
      <Facts
        rows={[
          ...(provider === null ? [] : [['Name', viewer.name] as const]),
          ['E-mail', viewer.email],
          ...(groups === null ? [] : [['Groups', groups] as const]),
        ]}
      />
    </Card>
  );
}
