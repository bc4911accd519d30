import type { Metadata } from 'next';
import { NameForm } from '@/components/account/name-form';
import { Card } from '@/components/parts/card';
import { Facts } from '@/components/parts/facts';
import { Moment } from '@/components/parts/moment';
import { PageHeader } from '@/components/parts/page-header';
import { groupsInWords, methodInWords, providerInWords } from '@/components/session/display-name';
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
        <Details viewer={viewer} provider={providerInWords(viewer.method)} />
        <Card title="This session">
          <Facts
            rows={[
              ['Signed in with', methodInWords(viewer.method)],
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

/** @param provider whose the details are, when they are not the pool's own: what is changed here would not last */
function Details({ viewer, provider }: { viewer: Viewer; provider: string | null }) {
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
