import 'server-only';
import { decodeJwt, UnsecuredJWT } from 'jose';
import * as z from 'zod';

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
 * The same answer for the browser: claims as they were, unsecured (RFC 7519 §6), and no refresh token. Amplify reads its
 * claims from such a token; nobody accepts it.
 */
export function withInertTokens({ AuthenticationResult, ...rest }: Authenticated) {
  const {
    RefreshToken: _kept,
    NewDeviceMetadata: _unused,
    AccessToken,
    IdToken,
    ...others
  } = AuthenticationResult;
  return {
    ...rest,
    AuthenticationResult: { ...others, AccessToken: inert(AccessToken), IdToken: inert(IdToken) },
  };
}

/** The user an inert access token speaks of; null for anything that is not such a token. */
export function subjectOfInert(token: unknown): string | null {
  if (typeof token !== 'string' || !token.endsWith('.')) return null;
  try {
    return decodeJwt(token).sub ?? null;
  } catch {
    return null;
  }
}

function inert(jwt: string): string {
  return new UnsecuredJWT(decodeJwt(jwt)).encode();
}
