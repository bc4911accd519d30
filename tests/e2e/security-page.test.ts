import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAuthenticator } from '@/local/tests/browser/passkeys';
import { DEMO, openSignedOut, signInEmbedded } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { oldSignIn } from '@/tests/support/old-sign-in';
import { copyOf, signedInPage } from '@/tests/support/pages';
import { type Stack, startStack } from '@/tests/support/stack';

const NEW_PASSWORD = 'Another-Passw0rd!';
const PATH = '/account/security';

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(() => stack.aws.control.reset());

async function fillPasswords(page: Page, previous: string, proposed: string): Promise<void> {
  await page.getByLabel('Current password').fill(previous);
  await page.getByLabel('New password').fill(proposed);
  await page.getByRole('button', { name: 'Change password' }).click();
}

async function changePassword(page: Page): Promise<void> {
  await page.goto(PATH);
  await fillPasswords(page, 'Not-The-Passw0rd!', NEW_PASSWORD);
  await page.getByText('Your current password isn’t right.').waitFor();
  await fillPasswords(page, DEMO.password, 'weak');
  await page.getByText('The new password is too weak.').waitFor();
  await fillPasswords(page, DEMO.password, NEW_PASSWORD);
  await page.getByText('Your password is changed.').waitFor();
}

test('the password is changed on the page, and the new one signs in', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await changePassword(page);
  const again = await (await browser.newContext({ baseURL: stack.origin })).newPage();
  await openSignedOut(again, stack.origin);
  await signInEmbedded(again, { ...DEMO, password: NEW_PASSWORD });
  await again.waitForURL(`${stack.origin}/protected`);
});

test('it is changed without JavaScript as well', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const context = await copyOf(page.context(), browser, { baseURL: stack.origin, javaScriptEnabled: false });
  const plain = await context.newPage();
  await changePassword(plain);
  await plain.goto('/account');
  expect(await plain.getByRole('heading', { level: 1 }).textContent()).toBe('Your account');
});

test('whose sign-in is old confirms who they are before they type passwords', async () => {
  const context = await browser.newContext({ baseURL: stack.origin });
  await context.addCookies([await oldSignIn(stack, DEMO, 3_600_000)]);
  const page = await context.newPage();
  await page.goto(PATH);
  expect(await page.getByLabel('New password').count()).toBe(0);
  await page.getByRole('link', { name: 'Change password' }).click();
  await page.getByText('Confirm that it’s you.').waitFor();
});

test('a passkey is added, listed and removed', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const held = await addAuthenticator(page);
  await page.goto(PATH);
  await page.getByText('You have no passkey yet.').waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('Your passkey is added.').waitFor();
  expect(await held()).toBe(1);

  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await page.getByText('Your passkey is removed.').waitFor();
  await page.getByText('You have no passkey yet.').waitFor();
});

test('a passkey that the person does not want after all leaves the page as it was', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.goto(PATH);
  await page.evaluate(() => {
    navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('No passkey was added.').waitFor();
  await page.getByText('You have no passkey yet.').waitFor();
});
