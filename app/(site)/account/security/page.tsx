import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { ChangeReceipt } from '@/components/security/change-receipt';
import { SecondFactorPanel } from '@/components/security/second-factor-panel';
import { methodInWords, providerInWords } from '@/components/session/display-name';
import { readSecondFactor } from '@/lib/data/second-factor';
import { requireViewer } from '@/lib/data/viewer';
import { removeAuthenticatorAction, setUpAuthenticatorAction } from './actions';

const PATH = '/account/security';

export const metadata: Metadata = { title: 'Security' };

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export default async function SecurityPage({ searchParams }: { searchParams: Query }) {
  const viewer = await requireViewer(PATH);
  const [{ done }, factor] = await Promise.all([searchParams, readSecondFactor(viewer, PATH)]);
  return (
    <>
      <PageHeader title="Your security">Your password, second step and passkeys.</PageHeader>
      <ChangeReceipt change={done} />
      <div className="columns">
        <Card title="Authenticator app" intro="A code from your phone beside your password.">
          <SecondFactorPanel
            key={factor}
            factor={factor}
            provider={providerInWords(viewer.method)}
            setUp={setUpAuthenticatorAction}
            remove={removeAuthenticatorAction}
          />
        </Card>
        <Card title="Signing in" intro={`This session was started with ${methodInWords(viewer.method)}.`}>
          <p>
            To change your password, sign out and choose “Forgot your password?” where you sign in. Something
            looks wrong? Go through <Link href="/account/sessions">your devices</Link> and{' '}
            <Link href="/account/activity">your activity</Link>.
          </p>
        </Card>
      </div>
    </>
  );
}
