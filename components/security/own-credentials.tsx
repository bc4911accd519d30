import { signInPath } from '@/lib/auth/return-to';
import type { ActionState } from '@/lib/data/action-state';
import { getWords } from '@/lib/data/language';
import type { SecondFactor } from '@/lib/data/second-factor';
import type { Viewer } from '@/lib/data/viewer';
import { Card } from '../parts/card';
import { PageLink } from '../parts/page-link';
import type { AuthenticatorState } from './authenticator-state';
import { PasswordForm } from './password-form';
import { SecondFactorPanel } from './second-factor-panel';

/** What the cards' forms and buttons run on the server. */
export interface CredentialActions {
  changePasswordAction(previous: ActionState, form: FormData): Promise<ActionState>;
  setUpAuthenticatorAction(previous: AuthenticatorState, form: FormData): Promise<AuthenticatorState>;
  removeAuthenticatorAction(): Promise<ActionState>;
}

interface OwnCredentialsProps {
  readonly viewer: Viewer;
  readonly factor: SecondFactor;
  /** Whether the user has signed in lately; otherwise that comes before a form with much to type. */
  readonly isRecent: boolean;
  /** The page's own path. */
  readonly path: string;
  readonly actions: CredentialActions;
}

/** Password and second factor of an account of the pool's own. */
export async function OwnCredentials({ viewer, factor, isRecent, path, actions }: OwnCredentialsProps) {
  const { password, secondFactor, confirmFirst } = await getWords('security');
  return (
    <div className="stack">
      <Card title={password.title}>
        {isRecent ? (
          <PasswordForm
            words={password}
            username={viewer.email ?? viewer.username}
            change={actions.changePasswordAction}
          />
        ) : (
          <div className="stack">
            <p>{confirmFirst}</p>
            <div>
              <PageLink className="button primary" href={signInPath(path, 'recent_sign_in_required')}>
                {password.change}
              </PageLink>
            </div>
          </div>
        )}
      </Card>
      <Card title={secondFactor.title} intro={secondFactor.intro}>
        <SecondFactorPanel
          key={factor}
          words={secondFactor}
          factor={factor}
          setUp={actions.setUpAuthenticatorAction}
          remove={actions.removeAuthenticatorAction}
        />
      </Card>
    </div>
  );
}
