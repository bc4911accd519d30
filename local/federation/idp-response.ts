import type { Context, Hono } from 'hono';
import { CognitoError } from '../errors';
import { AppError, PageError } from '../http/failures';
import type { IdentityProvider, User } from '../model';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import { completeSignIn } from '../oauth/complete-sign-in';
import type { Federation } from '../providers/social';
import type { Needs } from '../services';
import { federatedUser, UserRefused } from './federated-user';
import { claimsForCode, ProviderFailure } from './provider-tokens';

type Used =
  | 'authorizationCodes'
  | 'clock'
  | 'directory'
  | 'loginSessions'
  | 'social'
  | 'tokens'
  | 'triggers'
  | 'urls'
  | 'users';

/** How long somebody may take at the other provider, ms (developer guide, "Managed login"). */
const RETURN_WITHIN_MS = 5 * 60_000;

/** `GET /oauth2/idpresponse`: where other providers send users back to. */
export function registerIdpResponse(app: Hono, services: Needs<Used>): void {
  app.get('/oauth2/idpresponse', async (context) => {
    const federation = services.social.federations.take(context.req.query('state') ?? '');
    if (!federation) throw new PageError('Invalid state');
    if (services.clock.now() - federation.startedAt > RETURN_WITHIN_MS)
      throw new PageError('Something went wrong');
    const request = parseAuthorizationRequest(`${services.urls.local}/${federation.query}`, services);
    const provider = services.directory.provider(request.pool.id, federation.providerName);
    if (!provider)
      throw new PageError('Login option is not available. Please try another one', request.client.id);
    const user = await userBehind(context, { request, provider, federation }, services);
    return completeSignIn(context, request, { user, providerName: provider.name }, services);
  });
}

interface Return {
  readonly request: AuthorizationRequest;
  readonly provider: IdentityProvider;
  readonly federation: Federation;
}

/** @throws AppError with what the provider, or the pool, did not agree to */
async function userBehind(
  context: Context,
  { request, provider, federation }: Return,
  services: Needs<Used>,
): Promise<User> {
  const { redirectUri, state } = request;
  const refuse = (error: string, description: string) =>
    new AppError({ redirectUri, state, error, description });
  const { error, error_description, code } = context.req.query();
  if (error === 'access_denied') throw refuse(error, error_description ?? 'The user denied the request');
  if (!code) throw refuse('invalid_request', `${provider.name} Error - ${error ?? 'no code'}`);
  try {
    const claims = await claimsForCode(provider, { code, nonce: federation.nonce }, services);
    return await federatedUser({ pool: request.pool, client: request.client, provider, claims }, services);
  } catch (cause) {
    if (cause instanceof ProviderFailure)
      throw refuse('invalid_request', `${provider.name} Error - ${cause.message}`);
    if (cause instanceof UserRefused || cause instanceof CognitoError)
      throw refuse('invalid_request', cause.message);
    throw cause;
  }
}
