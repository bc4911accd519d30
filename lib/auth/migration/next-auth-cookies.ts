import 'server-only';
import { hkdfSync } from 'node:crypto';
import { type JWTPayload, jwtDecrypt } from 'jose';
import { type FormerSignIn, isRefreshToken } from './former-sign-in';

/** The session cookies of next-auth 5 (Auth.js) and 4, the names on https first. */
const NAMES = [
  '__Secure-authjs.session-token',
  'authjs.session-token',
  '__Secure-next-auth.session-token',
  'next-auth.session-token',
];

/** By what these libraries encrypt, and how long its key is in bytes (RFC 7518 §5.1). */
const KEY_BYTES: Readonly<Record<string, number>> = { 'A256CBC-HS512': 64, A256GCM: 32 };

/** Their own tolerance, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 15;

/** Whether it is a session cookie of next-auth's, or a part of one. */
export function isNextAuthCookie(name: string): boolean {
  return NAMES.includes(name.replace(/\.\d+$/, ''));
}

/**
 * The sign-in that next-auth keeps in its encrypted session cookie, if the team's `jwt` callback has put Cognito's refresh
 * token there, as `refreshToken` or `refresh_token`.
 *
 * @param secret `AUTH_SECRET` or `NEXTAUTH_SECRET`, as the old app had it
 * @param now epoch milliseconds, by a clock that every process agrees on
 * @returns null when there is none, or it has run out, was not encrypted by this team, or holds no refresh token
 */
export async function readNextAuthSignIn(
  cookies: ReadonlyMap<string, string>,
  secret: string,
  now: number,
): Promise<FormerSignIn | null> {
  for (const name of NAMES) {
    const claims = await decrypt(wholeValue(cookies, name), name, secret, now);
    const refreshToken = claims?.refreshToken ?? claims?.refresh_token;
    if (isRefreshToken(refreshToken)) return { refreshToken, sub: null };
  }
  return null;
}

/** A value that is too long for one cookie is cut into `<name>.0`, `<name>.1` and so on. */
function wholeValue(cookies: ReadonlyMap<string, string>, name: string): string {
  const parts: string[] = [];
  for (let index = 0; cookies.has(`${name}.${index}`); index += 1) {
    parts.push(cookies.get(`${name}.${index}`) ?? '');
  }
  return parts.length > 0 ? parts.join('') : (cookies.get(name) ?? '');
}

async function decrypt(token: string, name: string, secret: string, now: number): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtDecrypt(token, ({ enc }) => keyFor(name, secret, enc), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: Object.keys(KEY_BYTES),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    return payload;
  } catch {
    return null;
  }
}

/** HKDF as `next-auth/jwt` and `@auth/core/jwt` call it: the newer has the cookie's name as salt and in the purpose. */
function keyFor(name: string, secret: string, encryption: string): Uint8Array {
  const isOlder = name.endsWith('next-auth.session-token');
  const salt = isOlder ? '' : name;
  const purpose = isOlder
    ? 'NextAuth.js Generated Encryption Key'
    : `Auth.js Generated Encryption Key (${name})`;
  return new Uint8Array(hkdfSync('sha256', secret, salt, purpose, KEY_BYTES[encryption] ?? 0));
}
