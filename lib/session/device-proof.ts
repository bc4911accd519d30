import 'server-only';
import { createHash } from 'node:crypto';
import type { JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import * as z from 'zod/mini';

/** Proofs that a browser holds a session's private key: Device Bound Session Credentials (W3C draft, below DBSC), §9.10. */

/** Loaded with the first proof: a session that is only read names its key, and no more. */
const jose = () => import('jose');

const PROOF: JWTVerifyOptions = {
  typ: 'dbsc+jwt',
  // The draft's third algorithm is 'none', which binds to nothing.
  algorithms: ['ES256', 'RS256'],
};

/** What a public key may be: P-256, or RSA of 2048 to 4096 bits. */
const jwkSchema = z.union([
  z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().check(z.regex(/^[\w-]{43}$/)),
    y: z.string().check(z.regex(/^[\w-]{43}$/)),
  }),
  z.object({
    kty: z.literal('RSA'),
    n: z.string().check(z.regex(/^[\w-]{342,683}$/)),
    e: z.string().check(z.regex(/^[\w-]{2,6}$/)),
  }),
]);

type PublicJwk = z.output<typeof jwkSchema>;

export interface RegistrationProof {
  /** The public key, as `keyText` writes it. */
  readonly key: string;
  readonly challenge: string;
}

/**
 * Checks the proof of a registration: signed by the key that it brings (DBSC §9.10, `jwk`), over the challenge (`jti`).
 *
 * @returns null for anything else
 */
export async function verifyRegistration(jwt: string): Promise<RegistrationProof | null> {
  const { EmbeddedJWK } = await jose();
  const verified = await verify(jwt, EmbeddedJWK);
  const jwk = jwkSchema.safeParse(verified?.jwk);
  return verified && jwk.success ? { key: keyText(jwk.data), challenge: verified.challenge } : null;
}

/**
 * Checks the proof of a refresh: signed by the key that the session was registered with. One that brings a key is none
 * (DBSC §9.10).
 *
 * @param key as `verifyRegistration` returned it
 * @returns the challenge that was signed, null when the proof is not genuine
 */
export async function verifyRefresh(jwt: string, key: string): Promise<string | null> {
  const jwk = readKey(key);
  const { importJWK } = await jose();
  const imported = await importJWK(jwk, jwk.kty === 'EC' ? 'ES256' : 'RS256');
  const verified = await verify(jwt, async () => imported);
  return verified && verified.jwk === undefined ? verified.challenge : null;
}

/** Names a key, and so a bound session, in cookies and headers. */
export function deviceIdOf(key: string): string {
  return createHash('sha256').update(`device ${key}`).digest('base64url').slice(0, 22);
}

async function verify(
  jwt: string,
  key: JWTVerifyGetKey,
): Promise<{ jwk: unknown; challenge: string } | null> {
  const { errors, jwtVerify } = await jose();
  try {
    const { payload, protectedHeader } = await jwtVerify(jwt, key, PROOF);
    return payload.jti === undefined ? null : { jwk: protectedHeader.jwk, challenge: payload.jti };
  } catch (error) {
    // A point that is not on the curve is found out by Web Crypto, whose error is a `DOMException`.
    if (error instanceof errors.JOSEError || error instanceof DOMException || error instanceof TypeError)
      return null;
    throw error;
  }
}

/** Short, because the record of every bound session holds it. */
function keyText(jwk: PublicJwk): string {
  return jwk.kty === 'EC' ? `${jwk.x}.${jwk.y}` : `${jwk.n}.${jwk.e}`;
}

function readKey(text: string): PublicJwk {
  const [first = '', second = ''] = text.split('.');
  const isCurvePoint = second.length === 43;
  return isCurvePoint
    ? { kty: 'EC', crv: 'P-256', x: first, y: second }
    : { kty: 'RSA', n: first, e: second };
}
