import { AppError, PageError } from '../http/failures';
import type { Client, Pool } from '../model';
import type { Needs } from '../services';

/** A request to sign somebody in that has been checked against the client's registration. */
export interface AuthorizationRequest {
  readonly client: Client;
  readonly pool: Pool;
  readonly responseType: 'code' | 'token';
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly state?: string | undefined;
  readonly nonce?: string | undefined;
  readonly codeChallenge?: string | undefined;
  /** Audience of the access token. */
  readonly resource?: string | undefined;
  readonly prompt: ReadonlySet<string>;
  readonly loginHint?: string | undefined;
  readonly lang?: string | undefined;
  /** The request as it came, `?…`, for pages that carry it along. */
  readonly query: string;
}

type Parameters = URLSearchParams;

/** A parameter's value; an empty one counts as absent. */
const given = (parameters: Parameters, name: string) => parameters.get(name) || undefined;

/**
 * Checks the query of `/oauth2/authorize`, which the managed-login pages repeat.
 * @throws PageError until the redirect URI is known to be the client's; AppError from then on
 */
export function parseAuthorizationRequest(
  url: string,
  { directory }: Needs<'directory'>,
): AuthorizationRequest {
  const { searchParams: parameters, search } = new URL(url);
  const { client, redirectUri } = trustedRedirect(parameters, directory);
  const state = given(parameters, 'state');
  const refuse = (error: string, description?: string) =>
    new AppError({ redirectUri, state, error, ...(description && { description }) });

  const responseType = checkedResponseType(client, parameters, refuse);
  return {
    client,
    pool: directory.pool(client.poolId),
    responseType,
    redirectUri,
    scopes: checkedScopes(client, parameters, refuse),
    state,
    nonce: given(parameters, 'nonce'),
    codeChallenge: checkedChallenge(parameters, refuse),
    resource: checkedResource(parameters, refuse),
    prompt: new Set(given(parameters, 'prompt')?.split(' ') ?? []),
    loginHint: given(parameters, 'login_hint'),
    lang: given(parameters, 'lang'),
    query: search,
  };
}

type Refuse = (error: string, description?: string) => AppError;

/**
 * The client named by the query, and its redirect URI, compared letter by letter (RFC 9700 §2.1).
 * @throws PageError
 */
export function trustedRedirect(parameters: Parameters, directory: Needs<'directory'>['directory']) {
  const clientId = given(parameters, 'client_id');
  if (clientId === undefined) throw new PageError("Required String parameter 'client_id' is not present");
  const client = directory.clients.get(clientId);
  if (!client) throw new PageError('Client does not exist.', clientId);
  const redirectUri = given(parameters, 'redirect_uri');
  if (redirectUri === undefined) {
    throw new PageError("Required String parameter 'redirect_uri' is not present", clientId);
  }
  if (!client.settings.CallbackURLs.includes(redirectUri)) throw new PageError('redirect_mismatch', clientId);
  return { client, redirectUri };
}

const FLOWS = { code: 'code', token: 'implicit' } as const;

function checkedResponseType({ settings }: Client, parameters: Parameters, refuse: Refuse): 'code' | 'token' {
  const type = given(parameters, 'response_type');
  if (type === undefined) throw refuse('invalid_request');
  if (type !== 'code' && type !== 'token') throw refuse('invalid_request', 'unsupported_response_type');
  const allowed =
    settings.AllowedOAuthFlowsUserPoolClient && settings.AllowedOAuthFlows.includes(FLOWS[type]);
  if (!allowed) throw refuse('unauthorized_client');
  return type;
}

function checkedScopes({ settings }: Client, parameters: Parameters, refuse: Refuse): string[] {
  const asked = given(parameters, 'scope')?.split(' ').filter(Boolean);
  if (asked === undefined) return settings.AllowedOAuthScopes;
  if (asked.some((scope) => !settings.AllowedOAuthScopes.includes(scope))) throw refuse('invalid_scope');
  return [...new Set(asked)];
}

/** S256 only, and never without saying so (developer guide, "Authorize endpoint"; RFC 7636 §4.3). */
function checkedChallenge(parameters: Parameters, refuse: Refuse): string | undefined {
  const challenge = given(parameters, 'code_challenge');
  const method = given(parameters, 'code_challenge_method');
  if (challenge === undefined && method === undefined) return undefined;
  if (method !== 'S256') throw refuse('invalid_request', 'code_challenge_method must be S256');
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge ?? '')) {
    throw refuse('invalid_request', 'code_challenge is not a base64url SHA-256');
  }
  return challenge;
}

/** A URL of https, of http on this machine, or of a scheme of the app's own. */
function checkedResource(parameters: Parameters, refuse: Refuse): string | undefined {
  const resource = given(parameters, 'resource');
  if (resource === undefined) return undefined;
  const url =
    /^[a-z][a-z0-9+.-]*:\/\//i.test(resource) && URL.canParse(resource) ? new URL(resource) : undefined;
  const plainElsewhere =
    url?.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || plainElsewhere) throw refuse('invalid_request', 'resource is not a valid identifier');
  return resource;
}
