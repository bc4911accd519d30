import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import * as z from 'zod';
import { LatchkeyError } from '../errors';
import { prove } from '../proof';
import type { VerifiedIdToken } from '../session/identity-provider';
import { fetchFromCognito } from './cognito-fetch';

/** Which pool and app client an id token must be for. */
export interface Audience {
  readonly issuer: string;
  readonly clientId: string;
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  'cognito:username': z.string().min(1),
  token_use: z.literal('id'),
  auth_time: z.number(),
  iat: z.number(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
  picture: z.string().optional(),
  'cognito:groups': z.array(z.string()).optional(),
  identities: z
    .array(
      z.object({ providerName: z.string(), primary: z.union([z.boolean(), z.stringbool()]).default(true) }),
    )
    .default([]),
});

/** What jose says when the keys came too late, not at all or as something else. */
const NO_KEYS: ReadonlySet<string> = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID']);

const keySets = new Map<string, JWTVerifyGetKey>();

/** Tolerated difference between Cognito's clock and ours, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Verifies an id token: RS256 signature by the pool's keys, `iss`, `aud`, `exp`, `iat`, `token_use`, that the access token
 * is about the same user, and `at_hash` when the token carries one (OpenID Connect Core §3.1.3.7 and §3.1.3.8; Amazon Cognito, "Verifying a JSON Web Token").
 *
 * @param accessToken the access token issued with it
 * @param now epoch milliseconds, by a clock that every process agrees on
 * @throws LatchkeyError `sign_in_refused` for a bad token, `identity_provider_unavailable` when the keys cannot be had
 */
export async function verifyIdToken(
  idToken: string,
  accessToken: string,
  audience: Audience,
  now: number,
): Promise<VerifiedIdToken> {
  const payload = await verifySignature(idToken, audience, now);
  const issuedInFuture = (payload.iat ?? 0) > now / 1000 + CLOCK_TOLERANCE_SECONDS;
  if (issuedInFuture || !matchesAccessToken(payload, accessToken)) throw new LatchkeyError('sign_in_refused');
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw new LatchkeyError('sign_in_refused', { cause: claims.error });
  const { identities } = claims.data;
  return prove({
    identity: {
      sub: claims.data.sub,
      username: claims.data['cognito:username'],
      email: claims.data.email ?? null,
      emailVerified: claims.data.email_verified ?? false,
      name: claims.data.name ?? null,
      picture: claims.data.picture ?? null,
      groups: claims.data['cognito:groups'] ?? [],
    },
    // As old as the token itself says, both times being Cognito's: its clock need not agree with ours.
    authenticatedAt: now - Math.max(0, claims.data.iat - claims.data.auth_time) * 1000,
    provider: identities.find(({ primary }) => primary)?.providerName ?? null,
    linked: identities.flatMap(({ primary, providerName }) => (primary ? [] : [providerName])),
  });
}

async function verifySignature(
  idToken: string,
  { issuer, clientId }: Audience,
  now: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(idToken, keySetOf(issuer), {
      issuer,
      audience: clientId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(now),
    });
    return payload;
  } catch (cause) {
    // jose's own refusals are about the token; anything else is about the network.
    const refused = cause instanceof errors.JOSEError && !NO_KEYS.has(cause.code);
    throw new LatchkeyError(refused ? 'sign_in_refused' : 'identity_provider_unavailable', { cause });
  }
}

/** One key set per issuer: jose caches it and fetches anew, at most every 30 s, when a key id is unknown. */
function keySetOf(issuer: string): JWTVerifyGetKey {
  const known = keySets.get(issuer);
  if (known) return known;
  const keySet = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), {
    [customFetch]: fetchFromCognito,
  });
  keySets.set(issuer, keySet);
  return keySet;
}

/**
 * Whether both tokens are of one sign-in. The access token is not verified, only compared: whose authority it carries is
 * Cognito's to judge. Cognito's API sign-in issues no `at_hash`; its OAuth sign-in always does.
 */
function matchesAccessToken({ sub, at_hash: atHash }: JWTPayload, accessToken: string): boolean {
  if (subjectOf(accessToken) !== sub) return false;
  if (atHash === undefined) return true;
  const expected = createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16);
  const given = typeof atHash === 'string' ? Buffer.from(atHash, 'base64url') : Buffer.alloc(0);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function subjectOf(jwt: string): string | null {
  try {
    return decodeJwt(jwt).sub ?? null;
  } catch {
    return null;
  }
}
