import type { BrowserContext, Cookie } from 'playwright-core';
import type { Credentials } from '../../test-kit/accounts';
import { CookieJar } from '../../test-kit/cookie-jar';
import { type SignInOptions, signIn } from '../../test-kit/sign-in';
import { ADA } from './browser-actions';

/** The session cookie's name on an http origin. */
export const COOKIE = 'latchkey';

/** The session cookie of a browser, with its attributes. @throws Error when there is none */
export async function sessionCookie(context: BrowserContext): Promise<Cookie> {
  const cookie = (await context.cookies()).find(({ name }) => name === COOKIE);
  if (cookie === undefined) throw new Error('The browser holds no session cookie.');
  return cookie;
}

/** Whoever holds this value of the session cookie. */
export function holderOf(ticket: string): CookieJar {
  const jar = new CookieJar();
  jar.set(COOKIE, ticket);
  return jar;
}

/**
 * Signs in without a browser and hands over the session's cookie and no other: for tests that go on by `fetch`.
 *
 * @param origin the app's
 * @param who an address that a fresh local AWS knows, or an account
 */
export async function signedInJar(
  origin: string,
  who: string | Credentials = ADA.email,
  options: SignInOptions = {},
): Promise<CookieJar> {
  const jar = await signIn(origin, who, options);
  return holderOf(jar.get(COOKIE) ?? '');
}
