import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  ADA,
  continueWithEmail,
  DEMO,
  fillHostedForm,
  fillSignUp,
  newAccount,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import type { ProductStack } from '@/tests/support/stack';
import { onHosting, test, testOn, type Visit } from './fixture';

/** Where a signed-out visitor who wanted a page has come to. */
async function signInPage({ stack, visit }: Given, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await visit.signedOut(options);
  await openSignedOut(page, stack.origin);
  return page;
}

interface Given {
  readonly stack: ProductStack;
  readonly visit: Visit;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'));

test('Back leads from the form to the choice, with what was typed', async ({ stack, visit }) => {
  const page = await signInPage({ stack, visit });
  await continueWithEmail(page, DEMO);
  await page.getByLabel('Password', { exact: true }).waitFor();
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(DEMO.email);
  await expect.poll(() => focused(page)).toBe('password');
  expect(await page.getByRole('link', { name: 'Continue with Google' }).count()).toBe(0);
  await page.goBack();
  await page.getByRole('link', { name: 'Continue with Google' }).waitFor();
  expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe(DEMO.email);
  await expect.poll(() => focused(page)).toBe('email');
});

test('a form that cannot be downloaded leaves the other ways, and can be tried again', async ({
  stack,
  visit,
}) => {
  const page = await signInPage({ stack, visit });
  await page.waitForLoadState('networkidle');
  await page.route('**/_next/static/**', (route) => route.abort());
  await continueWithEmail(page, DEMO);
  await page.getByText('The form could not be loaded.').waitFor();
  await page.getByRole('button', { name: 'Use another address or provider' }).click();
  await page.getByRole('link', { name: 'Continue with Google' }).waitFor();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByText('The form could not be loaded.').waitFor();
  await page.unroute('**/_next/static/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${stack.origin}/protected`);
});

test('cancelling at Google leads back to where one wanted to go', async ({ stack, visit }) => {
  const page = await signInPage({ stack, visit });
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: ADA.email }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Signing in was cancelled.').waitFor();
  expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/protected');
});

test('Back in the middle of a sign-in elsewhere leads to the choice, and any way is still open', async ({
  stack,
  visit,
}) => {
  const page = await signInPage({ stack, visit });
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: ADA.email }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'Continue with Google' }).waitFor();
  // The one that was left is still under way: each is an attempt of its own.
  await page.goForward();
  await page.getByRole('button', { name: ADA.email }).waitFor();
  await page.goBack();
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
});

test('whoever has signed in in another tab meanwhile is told so, and goes on by one link', async ({
  stack,
  user,
  visit,
}) => {
  const page = await signInPage({ stack, visit });
  const other = await page.context().newPage();
  await openSignedOut(other, stack.origin, '/account');
  await signInEmbedded(other, user);
  await other.waitForURL(`${stack.origin}/account`);
  await page.bringToFront();
  const told = page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: `signed in as ${user.name}` });
  await told.getByRole('link', { name: 'Continue' }).click();
  await page.waitForURL(`${stack.origin}/protected`);
});

test('wrong turns are told in words, and the keyboard stays in the form', async ({ stack, visit }) => {
  const page = await signInPage({ stack, visit });
  await signInEmbedded(page, { ...DEMO, password: 'Not-The-Passw0rd!' });
  await page.getByText('That e-mail address or password isn’t right.').waitFor();
  await expect.poll(() => focused(page)).toBe('password');

  await page.getByRole('tab', { name: 'Create account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Demo');
  await page.getByLabel('E-mail', { exact: true }).fill(DEMO.email);
  await page.getByLabel('Password', { exact: true }).fill('weak');
  await page.getByLabel('Confirm password', { exact: true }).fill('weak');
  await page.getByLabel('Confirm password', { exact: true }).blur();
  await page.getByText('Password must have at least 8 characters').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(DEMO.password);
  await page.getByLabel('Confirm password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('There is already an account with this address. Sign in instead?').waitFor();
});

test('the code of a sign-up: a wrong one, a new one, the right one', async ({ stack, visit }) => {
  const account = newAccount();
  const page = await signInPage({ stack, visit });
  await fillSignUp(page, account);
  const code = page.getByLabel('Code');
  await code.waitFor();
  await expect.poll(() => focused(page)).toBe('confirmation_code');
  await code.fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('That code isn’t right. Check it and try again.').waitFor();
  await page.getByRole('button', { name: 'Send a new code' }).click();
  await page.getByText('A new code is on its way.').waitFor();
  // Whoever goes back in the middle, and signs in with the account that they have begun, comes to the code again.
  await page.goBack();
  await page.getByRole('link', { name: 'Continue with Google' }).waitFor();
  await signInEmbedded(page, account);
  await code.waitFor();
  await code.fill(await stack.aws.control.newestCode(account.email));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Your e-mail address is confirmed.').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${stack.origin}/protected`);
});

test('a forgotten password is reset, and said to be', async ({ stack, visit }) => {
  const page = await signInPage({ stack, visit });
  await continueWithEmail(page, DEMO);
  await page.getByRole('button', { name: 'Forgot your password?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.getByLabel('E-mail', { exact: true }).fill(DEMO.email);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByText('a code is on its way to it').waitFor();
  await expect.poll(() => focused(page)).toBe('confirmation_code');
  await page.getByLabel('Code').fill(await stack.aws.control.newestCode(DEMO.email));
  await page.getByLabel('New password').fill(DEMO.password);
  await page.getByLabel('Confirm password', { exact: true }).fill(DEMO.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed. Sign in with the new one.').waitFor();
});

test('without scripts the same form leads to managed login, without the address in the app’s own URLs', async ({
  stack,
  visit,
}) => {
  const page = await signInPage({ stack, visit }, { javaScriptEnabled: false });
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await continueWithEmail(page, DEMO);
  await fillHostedForm(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
  const ofTheApp = urls.filter((url) => url.startsWith(stack.origin));
  expect(ofTheApp.length).toBeGreaterThan(2);
  expect(ofTheApp.filter((url) => url.includes('demo'))).toEqual([]);
});

// The local Hosting has its settings in its build.
testOn({ env: { SIGN_IN_FORM: 'hosted' } }).skipIf(onHosting)(
  'with SIGN_IN_FORM=hosted an address leads to managed login',
  async ({ stack, visit }) => {
    const page = await signInPage({ stack, visit });
    await continueWithEmail(page, DEMO);
    await fillHostedForm(page, DEMO);
    await page.waitForURL(`${stack.origin}/protected`);
  },
);
