import { createHash, timingSafeEqual } from 'node:crypto';
import { CognitoError } from '../errors';
import type { Form } from '../http/form';
import type { AuthorizationCode, Client } from '../model';
import type { Needs } from '../services';

type Used = 'authorizationCodes' | 'clock' | 'directory' | 'tokens' | 'users';

export interface TokenResponse {
  readonly id_token?: string;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in: number;
  readonly token_type: 'Bearer';
}

/** Codes of RFC 6749 §5.2; Cognito adds nothing to them. */
export type TokenErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** A grant's tokens, or why there are none. */
export type TokenOutcome = TokenResponse | TokenErrorCode;

/** `grant_type=authorization_code`. A wrong client or redirect URI leaves the code usable; a wrong verifier spends it. */
export async function redeemCode(form: Form, client: Client, services: Needs<Used>): Promise<TokenOutcome> {
  const { authorizationCodes, clock, directory, tokens, users } = services;
  if (!client.settings.AllowedOAuthFlows.includes('code')) return 'unauthorized_client';
  const code = form.text('code');
  if (code === undefined) return 'invalid_request';
  const known = authorizationCodes.get(code);
  if (known?.clientId !== client.id || known.redirectUri !== form.text('redirect_uri'))
    return 'invalid_grant';
  authorizationCodes.delete(code);
  if (known.expiresAt <= clock.now() || !verifierFits(known, form.text('code_verifier')))
    return 'invalid_grant';
  const user = users.get(known.poolId, known.sub);
  if (!user?.enabled) return 'invalid_grant';

  const { scopes, nonce, resource, authTime } = known;
  const pool = directory.pool(known.poolId);
  const optional = { ...(nonce !== undefined && { nonce }), ...(resource !== undefined && { resource }) };
  const issued = await tokens
    .issue({ pool, client, user, way: 'oauth', scopes, authTime, ...optional })
    .catch(refusedByTrigger);
  if (issued === 'invalid_request') return issued;
  return {
    ...(scopes.includes('openid') && { id_token: issued.idToken }),
    access_token: issued.accessToken,
    refresh_token: issued.refreshToken,
    expires_in: issued.expiresIn,
    token_type: 'Bearer',
  };
}

/** The pool's own function said no: the only refusal there can be once the code is good. */
function refusedByTrigger(error: unknown): 'invalid_request' {
  if (error instanceof CognitoError) return 'invalid_request';
  throw error;
}

/** RFC 7636 §4.6. A verifier for a code that was asked for without a challenge is refused too: it hints at a swap. */
function verifierFits({ codeChallenge }: AuthorizationCode, verifier: string | undefined): boolean {
  if (codeChallenge === undefined || verifier === undefined) return codeChallenge === verifier;
  const expected = Buffer.from(codeChallenge);
  const actual = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
