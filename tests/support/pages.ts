import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openAsStranger, signInEmbedded } from './browser-actions';

/** A browser with one page, signed in as `person` through the Authenticator. */
export async function signedInPage(
  browser: Browser,
  origin: string,
  person: { email: string; password: string },
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  await openAsStranger(page, origin);
  await signInEmbedded(page, person);
  await page.waitForURL(`${origin}/protected`);
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
