import { CognitoError } from '../errors';
import type { Form } from '../http/form';
import type { Client } from '../model';
import type { Needs } from '../services';
import type { TokenOutcome } from './authorization-code';

/** `grant_type=refresh_token`. A new refresh token comes back only where the client rotates them. */
export async function refreshGrant(
  form: Form,
  client: Client,
  { tokens }: Needs<'tokens'>,
): Promise<TokenOutcome> {
  const token = form.text('refresh_token');
  if (token === undefined) return 'invalid_request';
  const refreshed = await tokens.refresh(token, client).catch(refused);
  if (refreshed === 'invalid_grant') return refreshed;
  const { accessToken, idToken, refreshToken, expiresIn, scopes } = refreshed;
  return {
    ...(scopes.includes('openid') && { id_token: idToken }),
    access_token: accessToken,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    expires_in: expiresIn,
    token_type: 'Bearer',
  };
}

/** Unknown, foreign, revoked, expired, reused, or its user is disabled: the endpoint has one word for all of them. */
function refused(error: unknown): 'invalid_grant' {
  if (error instanceof CognitoError && error.status === 400) return 'invalid_grant';
  throw error;
}
