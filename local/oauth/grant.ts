import { randomUUID } from 'node:crypto';
import { withParameters } from '../http/failures';
import type { Needs } from '../services';
import type { AuthorizationRequest } from './authorization-request';
import type { SignedIn } from './login-session';

/** Life of an authorization code, ms (developer guide, "Authorize endpoint"). */
const CODE_LIFETIME_MS = 5 * 60_000;

/** Where the browser goes with what the app asked for: a code, or with the implicit grant the tokens themselves. */
export async function grantLocation(
  request: AuthorizationRequest,
  signedIn: SignedIn,
  services: Needs<'authorizationCodes' | 'tokens' | 'clock'>,
): Promise<string> {
  return request.responseType === 'code'
    ? withParameters(request.redirectUri, {
        code: makeCode(request, signedIn, services),
        state: request.state,
      })
    : implicitLocation(request, signedIn, services);
}

function makeCode(
  request: AuthorizationRequest,
  { user, session }: SignedIn,
  { authorizationCodes, clock }: Needs<'authorizationCodes' | 'clock'>,
): string {
  const { client, pool, redirectUri, scopes, nonce, codeChallenge, resource } = request;
  const now = clock.now();
  for (const old of [...authorizationCodes.values()]) {
    if (old.expiresAt <= now) authorizationCodes.delete(old.code);
  }
  return authorizationCodes.put({
    code: randomUUID(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    redirectUri,
    scopes,
    // Federated sign-ins always carry a nonce: Cognito makes one when the app sent none.
    ...defined({ nonce: nonce ?? (session.providerName && randomUUID()), codeChallenge, resource }),
    authTime: session.authTime,
    expiresAt: now + CODE_LIFETIME_MS,
  }).code;
}

async function implicitLocation(
  { client, pool, scopes, nonce, resource, redirectUri, state }: AuthorizationRequest,
  { user, session }: SignedIn,
  { tokens }: Needs<'tokens'>,
): Promise<string> {
  const issued = await tokens.issue({
    pool,
    client,
    user,
    way: 'oauth',
    scopes,
    authTime: session.authTime,
    ...defined({ nonce, resource }),
  });
  const fragment = new URLSearchParams(
    defined({
      id_token: scopes.includes('openid') ? issued.idToken : undefined,
      access_token: issued.accessToken,
      token_type: 'bearer',
      expires_in: String(issued.expiresIn),
      state,
    }),
  );
  return `${redirectUri}#${fragment}`;
}

/** The members that have a value. */
function defined<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<
    Record<Name, string>
  >;
}
