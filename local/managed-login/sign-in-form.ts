import type { Context } from 'hono';
import { providersOf, takesPoolUsers } from '../federation/start';
import type { IdentityProvider, Pool } from '../model';
import type { AuthorizationRequest } from '../oauth/authorization-request';
import type { Frame } from '../pages/frame';
import { type ProviderButton, signInPage } from '../pages/sign-in';
import { brandOf } from '../providers/brands';
import type { Needs } from '../services';
import { frameFor } from './frame';

export interface SignInFormState extends Pick<Frame, 'error' | 'notice'> {
  readonly username?: string | undefined;
}

/** The sign-in page for a request: what it offers follows from pool and client. */
export function signInForm(
  context: Context,
  request: AuthorizationRequest,
  services: Needs<'clock' | 'directory'>,
  { username = request.loginHint, ...messages }: SignInFormState = {},
) {
  const { pool, client } = request;
  const { AllowAdminCreateUserOnly } = pool.settings.AdminCreateUserConfig;
  return context.html(
    signInPage({
      frame: frameFor(context, request, services.clock, messages),
      username,
      usernameIsEmail: signsInByEmail(pool),
      providers: providersOf(request, services).map(button),
      withPassword: takesPoolUsers(request),
      withPasskey:
        pool.settings.Policies.SignInPolicy.AllowedFirstAuthFactors.includes('WEB_AUTHN') &&
        client.settings.ExplicitAuthFlows.includes('ALLOW_USER_AUTH'),
      withSignUp: !AllowAdminCreateUserOnly,
    }),
  );
}

/** Whether users of this pool are known by their e-mail address and nothing else. */
export const signsInByEmail = ({ settings }: Pool) =>
  settings.UsernameAttributes?.length === 1 && settings.UsernameAttributes[0] === 'email';

const button = (provider: IdentityProvider): ProviderButton => ({
  name: provider.name,
  type: provider.type,
  label: brandOf(provider)?.label ?? provider.name,
});
