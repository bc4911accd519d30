import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ADA,
  continueWithGoogle,
  DEMO,
  openAsStranger,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { signedInPage } from '@/tests/support/pages';
import { type Stack, startStack } from '@/tests/support/stack';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

function codeOf(secret: string, at: number): string {
  return generateSync({ secret, epoch: Math.floor(at / 1000) });
}

async function setUp(page: Page): Promise<string> {
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const link = page.getByRole('link', { name: 'Open your authenticator app' });
  const uri = new URL((await link.getAttribute('href')) ?? '');
  expect(uri.protocol).toBe('otpauth:');
  return uri.searchParams.get('secret') ?? '';
}

test('an authenticator app is set up, asked for at the next sign-in, and switched off', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const secret = await setUp(page);
  const code = page.getByLabel('Code from the app');
  await code.fill('12345');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('That code is not right.').waitFor();
  await code.fill(codeOf(secret, Date.now()));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your authenticator app is on.').waitFor();

  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${stack.origin}/`);
  await openAsStranger(page, stack.origin);
  await signInEmbedded(page, DEMO);
  await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
  // Cognito takes each code once; the next one is good already (RFC 6238 §5.2).
  await page.locator('input[name=confirmation_code]').fill(codeOf(secret, Date.now() + 30_000));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(`${stack.origin}/protected`);

  await page.goto('/account/security');
  await page.getByText('Turn off', { exact: true }).click();
  await page.getByRole('button', { name: 'Turn off two-step verification' }).click();
  await page.getByText('Your authenticator app is off.').waitFor();
  await page.getByRole('button', { name: 'Set up an authenticator app' }).waitFor();
});

test('people who come from Google are told that it looks after this', async () => {
  const page = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await openAsStranger(page, stack.origin, '/account/security');
  await continueWithGoogle(page, ADA);
  await page.getByText('Google handles two-step verification for your account.').waitFor();
});
