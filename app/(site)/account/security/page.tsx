import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/parts/card';
import { PageHeader } from '@/components/parts/page-header';
import { SecondFactorPanel } from '@/components/security/second-factor-panel';
import { methodInWords, providerInWords } from '@/components/session/display-name';
import { readSecondFactor } from '@/lib/data/second-factor';
import { requireViewer } from '@/lib/data/viewer';
import { removeAuthenticatorAction, setUpAuthenticatorAction } from './actions';

const PATH = '/account/security';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const viewer = await requireViewer(PATH);
  return (
    <>
      <PageHeader title="Your security">Your password, second step and passkeys.</PageHeader>
      <div className="columns">
        <Card title="Authenticator app" intro="A code from your phone beside your password.">
          <SecondFactorPanel
            factor={await readSecondFactor(viewer, PATH)}
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
