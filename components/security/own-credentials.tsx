import Link from 'next/link';
import { signInPath } from '@/lib/auth/return-to';
import type { ActionState } from '@/lib/data/action-state';
import type { Passkey } from '@/lib/data/passkeys';
import type { SecondFactor } from '@/lib/data/second-factor';
import type { Viewer } from '@/lib/data/viewer';
import { Card } from '../parts/card';
import type { AuthenticatorState } from './authenticator-state';
import { PasskeyPanel } from './passkey-panel';
import type { PasskeyStart } from './passkey-start';
import { PasswordForm } from './password-form';
import { SecondFactorPanel } from './second-factor-panel';

/** What the cards' forms and buttons run on the server. */
export interface CredentialActions {
  changePasswordAction(previous: ActionState, form: FormData): Promise<ActionState>;
  setUpAuthenticatorAction(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
  removeAuthenticatorAction(): Promise<ActionState>;
  startPasskeyAction(): Promise<PasskeyStart>;
  addPasskeyAction(credential: string): Promise<ActionState>;
  removePasskeyAction(previous: ActionState, form: FormData): Promise<ActionState>;
}

interface OwnCredentialsProps {
  readonly viewer: Viewer;
  readonly factor: SecondFactor;
  /** Null: Cognito did not answer. */
  readonly passkeys: readonly Passkey[] | null;
  /** Whether the user has signed in lately; otherwise that comes before a form with much to type. */
  readonly isRecent: boolean;
  /** The page's own path. */
  readonly path: string;
  readonly actions: CredentialActions;
}

/** What an account of the pool's own is signed in to with. */
export function OwnCredentials({ viewer, factor, passkeys, isRecent, path, actions }: OwnCredentialsProps) {
  return (
    <>
      <Card title="Password">
        {isRecent ? (
          <PasswordForm username={viewer.email ?? viewer.username} change={actions.changePasswordAction} />
        ) : (
          <div className="stack">
            <p>To change your password, confirm first that it’s you.</p>
            <div>
              <Link
                className="button primary"
                href={signInPath(path, 'recent_sign_in_required')}
                prefetch={false}
              >
                Change password
              </Link>
            </div>
          </div>
        )}
      </Card>
      <Card title="Authenticator app" intro="A code from your phone beside your password.">
        <SecondFactorPanel
          key={factor}
          factor={factor}
          setUp={actions.setUpAuthenticatorAction}
          remove={actions.removeAuthenticatorAction}
        />
      </Card>
      <Card
        title="Passkeys"
        intro="Sign in with your fingerprint, face or screen lock in place of your password."
      >
        <PasskeyPanel
          passkeys={passkeys}
          start={actions.startPasskeyAction}
          add={actions.addPasskeyAction}
          remove={actions.removePasskeyAction}
        />
      </Card>
    </>
  );
}
