import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { PageError } from './failures';

const COOKIE = 'XSRF-TOKEN';

/** The browser's token, made on its first visit. Tabs share it, so that none invalidates another's form. */
export function csrfToken(context: Context): string {
  const known = getCookie(context, COOKIE);
  if (known !== undefined && /^[\w-]{22}$/.test(known)) return known;
  const token = randomBytes(16).toString('base64url');
  setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/' });
  return token;
}

/**
 * Refuses a form that this site did not make for this browser.
 * @throws PageError
 */
export function checkCsrf(context: Context, given: string): void {
  const expected = Buffer.from(getCookie(context, COOKIE) ?? '');
  const actual = Buffer.from(given);
  const same = expected.length > 0 && expected.length === actual.length && timingSafeEqual(expected, actual);
  if (!same) throw new PageError('invalid_csrf');
}
