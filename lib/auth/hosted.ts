import 'server-only';
import * as oidc from 'openid-client';
import { LatchkeyError } from '../errors';
import type { Provider, Tokens, VerifiedIdToken } from '../session/identity-provider';
import type { SignInMethod } from '../session/session';
import type { Attempt, NewAttempt } from './attempt';
import { expiryOf } from './cognito';
import { discover } from './discovery';
import { failureOf } from './hosted-failure';
import { type Audience, verifyIdToken } from './id-token';

/** The app client at Cognito's hosted endpoints (managed login). */
export interface HostedClient extends Audience {
  readonly scopes: readonly string[];
  readonly providers: readonly Provider[];
  /** The app's own origin: `redirect_uri` and `logout_uri` are built from it, never from a request's Host. */
  readonly origin: string;
}

/** The address that Cognito sends users back to. */
export function callbackUrl(client: HostedClient): string {
  return `${client.origin}/api/auth/callback`;
}

/**
 * Starts a hosted sign-in: PKCE (RFC 7636), state and nonce, straight to a provider when one is named.
 *
 * @param stateOf seals the attempt, which the callback will need, for its way there and back
 * @param loginHint the user name to start with (OpenID Connect Core §3.1.2.1); not kept with the attempt
 * @returns where to send the browser
 * @throws LatchkeyError `identity_provider_unavailable`
 */
export async function beginHostedSignIn(
  client: HostedClient,
  wanted: NewAttempt,
  stateOf: (attempt: Attempt) => Promise<string>,
  loginHint: string | null = null,
): Promise<URL> {
  const { forBrowser } = await discover(client);
  const attempt = { ...wanted, nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  return oidc.buildAuthorizationUrl(forBrowser, {
    redirect_uri: callbackUrl(client),
    scope: client.scopes.join(' '),
    state: await stateOf(attempt),
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...(wanted.provider === null ? {} : { identity_provider: wanted.provider }),
    ...(loginHint === null ? {} : { login_hint: loginHint }),
    // OpenID Connect Core §3.1.2.1. Cognito knows no max_age.
    ...(wanted.fresh ? { prompt: 'login' } : {}),
  });
}

/**
 * Finishes a hosted sign-in: exchanges the code and verifies the id token.
 *
 * @param query the callback's query string, as received
 * @param state the state whose attempt this is
 * @param clock epoch milliseconds, by a clock that every process agrees on
 * @throws LatchkeyError `sign_in_cancelled`, `accounts_linked`, `sign_in_refused`, `sign_in_not_fresh` or `identity_provider_unavailable`
 */
export async function finishHostedSignIn(
  client: HostedClient,
  query: URLSearchParams,
  { attempt, state }: { attempt: Attempt; state: string },
  clock: () => number,
): Promise<{ tokens: Tokens; idToken: VerifiedIdToken; method: SignInMethod }> {
  const { byClock } = await discover(client);
  const answer = await exchange(byClock(clock()), new URL(`${callbackUrl(client)}?${query}`), {
    expectedState: state,
    expectedNonce: attempt.nonce,
    pkceCodeVerifier: attempt.verifier,
    idTokenExpected: true,
  });
  if (answer.id_token === undefined || answer.refresh_token === undefined) {
    throw new LatchkeyError('sign_in_refused');
  }
  const tokens = {
    accessToken: answer.access_token,
    idToken: answer.id_token,
    refreshToken: answer.refresh_token,
    accessExpiresAt: expiryOf(answer.access_token, answer.id_token),
  };
  const idToken = await verifyIdToken(tokens.idToken, tokens.accessToken, client, clock());
  if (attempt.fresh && !isOfThisAttempt(attempt, idToken)) throw new LatchkeyError('sign_in_not_fresh');
  return { tokens, idToken, method: methodOf(idToken, client, attempt.provider) };
}

/** Tokens tell times in whole seconds, so what is made of two of them may be off by this much. */
export const ROUNDING_MS = 1000;

/** Whether the user has proved who they are since the attempt started, rather than at an earlier sign-in. */
export function isOfThisAttempt({ startedAt }: Attempt, { authenticatedAt }: VerifiedIdToken): boolean {
  return authenticatedAt >= startedAt - ROUNDING_MS;
}

/**
 * Where the browser ends its managed-login session, and from where it returns to `/`
 * (Amazon Cognito developer guide, "Logout endpoint").
 */
export async function hostedSignOutUrl(client: HostedClient): Promise<URL> {
  const { forBrowser } = await discover(client);
  return oidc.buildEndSessionUrl(forBrowser, {
    client_id: client.clientId,
    logout_uri: `${client.origin}/`,
  });
}

async function exchange(
  configuration: oidc.Configuration,
  url: URL,
  checks: oidc.AuthorizationCodeGrantChecks,
): Promise<oidc.TokenEndpointResponse> {
  try {
    return await oidc.authorizationCodeGrant(configuration, url, checks);
  } catch (cause) {
    throw failureOf(cause);
  }
}

/**
 * How somebody came. Of an account that several providers are linked to the token does not say by which, so what was asked
 * for does; whoever chose one only at managed login counts as having come by that.
 *
 * @param asked the provider that the sign-in was begun with, by Cognito's name
 */
export function methodOf(
  { provider, linked = [] }: VerifiedIdToken,
  { providers }: HostedClient,
  asked: string | null,
): SignInMethod {
  const name = provider ?? linked.find((each) => each === asked);
  if (name === undefined) return 'hosted';
  return providers.find((each) => each.name === name)?.method ?? 'provider';
}
