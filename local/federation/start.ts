import { randomUUID } from 'node:crypto';
import { PageError, withParameters } from '../http/failures';
import type { IdentityProvider } from '../model';
import type { AuthorizationRequest } from '../oauth/authorization-request';
import { callbackUri, clientIdOf } from '../providers/registration';
import type { Needs } from '../services';
import { providerEndpoints } from './provider-endpoints';

/** How long a state is known, ms. It is accepted for less: a late return is told apart from an unknown one. */
const STATE_KEPT_MS = 60 * 60_000;

/** The value of `identity_provider` that means the user pool itself. */
const USER_POOL = 'COGNITO';

/** The providers that users of this client can come from, the pool itself aside. */
export function providersOf({ client, pool }: AuthorizationRequest, { directory }: Needs<'directory'>) {
  const supported = client.settings.SupportedIdentityProviders;
  return directory.providers.by('pool', pool.id).filter(({ name }) => supported.includes(name));
}

/** Whether this client takes users of the pool itself. A client that names no provider does. */
export function takesPoolUsers({ client }: AuthorizationRequest): boolean {
  const supported = client.settings.SupportedIdentityProviders;
  return supported.length === 0 || supported.includes(USER_POOL);
}

interface ProviderChoice {
  readonly identity_provider?: string | undefined;
  readonly idp_identifier?: string | undefined;
}

/**
 * The provider that a request names, by name or by one of its identifiers.
 * @returns undefined when it names none, or the pool itself
 * @throws PageError when the client does not offer it
 */
export function providerAskedFor(
  { identity_provider: name, idp_identifier: identifier }: ProviderChoice,
  request: AuthorizationRequest,
  services: Needs<'directory'>,
): IdentityProvider | undefined {
  if (!name && !identifier) return undefined;
  if (name === USER_POOL && takesPoolUsers(request)) return undefined;
  const provider = providersOf(request, services).find((one) =>
    name ? one.name === name : one.identifiers.includes(identifier ?? ''),
  );
  if (!provider) {
    throw new PageError('Login option is not available. Please try another one', request.client.id);
  }
  return provider;
}

/**
 * Sends somebody to another provider.
 * @returns the provider's authorization endpoint with a request for this sign-in
 * @throws PageError when the provider cannot be reached
 */
export async function startFederation(
  request: AuthorizationRequest,
  provider: IdentityProvider,
  services: Needs<'clock' | 'social' | 'urls'>,
): Promise<string> {
  const endpoints = await providerEndpoints(provider, services);
  if (!endpoints) {
    throw new PageError('Login option is not available. Please try another one', request.client.id);
  }
  const nonce = randomUUID();
  const { query } = request;
  const startedAt = services.clock.now();
  const federation = { providerName: provider.name, query, nonce, startedAt };
  const prompts = [...request.prompt].filter((value) => value !== 'none');
  return withParameters(endpoints.authorizationEndpoint, {
    client_id: clientIdOf(provider),
    redirect_uri: callbackUri(services),
    response_type: 'code',
    scope: provider.details.authorize_scopes ?? 'openid email profile',
    state: services.social.federations.put(federation, STATE_KEPT_MS),
    nonce,
    login_hint: request.loginHint,
    prompt: prompts.length > 0 ? prompts.join(' ') : undefined,
  });
}
