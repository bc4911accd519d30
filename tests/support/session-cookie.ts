import type { Browser, BrowserContext, Cookie } from 'playwright-core';
import { ADA, continueWithGoogle, openAsStranger } from './browser-actions';
import { CookieJar } from './cookie-jar';

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
 * Signs in with Google in a browser of its own and hands over the cookie: for tests that go on by `fetch`.
 *
 * @param origin the app's
 */
export async function signedInJar(browser: Browser, origin: string, person = ADA): Promise<CookieJar> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await openAsStranger(page, origin);
    await continueWithGoogle(page, person);
    await page.waitForURL(`${origin}/protected`);
    return holderOf((await sessionCookie(context)).value);
  } finally {
    await context.close();
  }
}
