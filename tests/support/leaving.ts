import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FIVE_SECONDS = 5_000;

/** Resolves once the page has left for the sign-in page, having been open at `path`. */
export async function expectToLeave(page: Page, path: string, why = 'You were signed out'): Promise<void> {
  await page.waitForURL(({ pathname }) => pathname === '/sign-in', { timeout: FIVE_SECONDS });
  const query = new URL(page.url()).searchParams;
  expect(query.get('returnTo')).toBe(path);
  expect(await page.getByRole('main').getByRole('alert').textContent()).toContain(why);
}
