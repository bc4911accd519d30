import { z } from 'zod';

const resultSchema = z.looseObject({
  AuthenticationResult: z.looseObject({
    AccessToken: z.string(),
    IdToken: z.string(),
    RefreshToken: z.string(),
  }),
});

export type Authenticated = z.infer<typeof resultSchema>;

/**
 * The answer that completes a sign-in, or null for one that does not.
 *
 * @throws Error for an answer with tokens in a form that is not understood: it must not reach the browser
 */
export function readAuthenticated(body: string): Authenticated | null {
  const answer: unknown = JSON.parse(body);
  const completes = typeof answer === 'object' && answer !== null && 'AuthenticationResult' in answer;
  return completes ? resultSchema.parse(answer) : null;
}

/**
 * The same answer for the browser: header and claims as they were, no signature, no refresh token. Amplify reads its
 * claims from such a token; nobody accepts it (RFC 7515 §3: a JWS without its signature proves nothing).
 */
export function withInertTokens(answer: Authenticated): Authenticated {
  const { RefreshToken: _kept, NewDeviceMetadata: _unused, ...rest } = answer.AuthenticationResult;
  const { AccessToken, IdToken } = rest;
  return {
    ...answer,
    AuthenticationResult: { ...rest, AccessToken: inert(AccessToken), IdToken: inert(IdToken) },
  } as Authenticated;
}

/** The person an inert access token speaks of; null for anything that is not such a token. */
export function subjectOfInert(token: unknown): string | null {
  const parts = typeof token === 'string' ? token.split('.') : [];
  if (parts.length !== 3 || parts[2] !== '') return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return z.object({ sub: z.string() }).parse(claims).sub;
  } catch {
    return null;
  }
}

function inert(jwt: string): string {
  return `${jwt.slice(0, jwt.lastIndexOf('.'))}.`;
}
