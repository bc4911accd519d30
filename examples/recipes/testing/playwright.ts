import type { Browser, Page } from 'playwright-core';
import { signInAs, storageStateOf } from '@/test-kit/playwright';

export async function openAccount(page: Page): Promise<void> {
  await signInAs(page, 'demo@example.com', { origin: 'http://localhost:3000' });
  await page.goto('http://localhost:3000/account');
}

export async function openAccountInItsOwnBrowser(browser: Browser): Promise<Page> {
  const storageState = await storageStateOf('http://localhost:3000', 'demo@example.com');
  const context = await browser.newContext({ storageState });
  return context.newPage();
}
