import type { Page } from 'playwright-core';
import type { Credentials } from './accounts';
import type { KeptCookie } from './cookie-jar';
import { type SignInOptions, signIn } from './sign-in';

/** What `browser.newContext({ storageState })` and Playwright's `use.storageState` take. */
export interface StorageState {
  readonly cookies: KeptCookie[];
  readonly origins: never[];
}

/**
 * Signs the page's browser context in, in place of whoever was signed in there. The page stays where it is: go to
 * where the test begins next.
 *
 * @param who an address that a fresh local AWS knows, such as `demo@example.com`, or an account
 * @param origin the app's; by default that of the page, or else `http://localhost:3000`
 * @throws Error with what the sign-in page said, when the account is refused
 */
export async function signInAs(
  page: Page,
  who: string | Credentials,
  { origin = originOf(page), ...options }: SignInOptions & { origin?: string } = {},
): Promise<void> {
  const context = page.context();
  const userAgent = options.userAgent ?? (await page.evaluate(() => navigator.userAgent));
  const { cookies } = await storageStateOf(origin, who, { ...options, userAgent });
  await context.addCookies(cookies);
}

/**
 * A storage state that is signed in, for `browser.newContext({ storageState })`. Each has a session of its own, so
 * a test that signs out takes none of the others along; a user may have 20 sessions, the oldest ends first.
 *
 * @param origin the app's, such as `http://localhost:3000`
 * @param who an address that a fresh local AWS knows, such as `demo@example.com`, or an account
 */
export async function storageStateOf(
  origin: string,
  who: string | Credentials,
  options: SignInOptions = {},
): Promise<StorageState> {
  const jar = await signIn(origin, who, options);
  return { cookies: jar.cookies(), origins: [] };
}

function originOf(page: Page): string {
  const url = page.url();
  return url.startsWith('http') ? new URL(url).origin : 'http://localhost:3000';
}
