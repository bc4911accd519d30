import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Credentials } from '../../test-kit/accounts';
import { signInAs } from '../../test-kit/playwright';

/**
 * A browser of its own with one page, at `/protected`, signed in by managed login's forms without showing them.
 *
 * @param origin the app's
 * @param who an address that a fresh local AWS knows, or an account
 */
export async function signedInPage(
  browser: Browser,
  origin: string,
  who: string | Credentials,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  await signInAs(page, who, { origin });
  await page.goto('/protected');
  return page;
}

/** Another browser that holds the same cookie, as a copy for another screen. */
export async function copyOf(
  context: BrowserContext,
  browser: Browser,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  return browser.newContext({ storageState: await context.storageState(), ...options });
}
