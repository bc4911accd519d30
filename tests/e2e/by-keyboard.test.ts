import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newAccount, openSignedOut } from '@/tests/support/browser-actions';
import { type Keyboard, keyboardOf } from '@/tests/support/keyboard';
import { moreSessions } from '@/tests/support/more-sessions';
import type { ProductStack } from '@/tests/support/stack';
import { test, type Visit } from './fixture';

const SKIP = 'link Skip to the content';
const NEW_PASSWORD = 'Another-Passw0rd!';
/** Questions are disclosures, of which one is open at a time. The devices are those that `fetch` signed in on. */
const SIGN_OUT_ALL = 'DisclosureTriangleGrouped Sign out all other devices';
const SIGN_OUT = 'DisclosureTriangleGrouped Sign out node on an unknown system';

/** At the e-mail field of the sign-in page, past the header. */
async function atSignIn({ stack, visit }: { stack: ProductStack; visit: Visit }) {
  const page = await visit.signedOut();
  await openSignedOut(page, stack.origin);
  const keyboard = await keyboardOf(page);
  await keyboard.press('Tab', SKIP);
  await page.keyboard.press('Enter');
  await keyboard.press('Tab', 'textbox E-mail');
  return { page, keyboard };
}

/** Gives an address, upon which the form comes. */
async function give(keyboard: Keyboard, email: string): Promise<void> {
  await keyboard.type(email);
  await keyboard.press('Enter', 'textbox Password');
}

const hear = (page: Page, role: 'alert' | 'status', text: string) =>
  page.getByRole('main').getByRole(role).getByText(text).first().waitFor();

test('one signs in by keyboard, after a wrong password', async ({ stack, user, visit }) => {
  const { page, keyboard } = await atSignIn({ stack, visit });
  const providers = await page.getByRole('link', { name: /^Continue with / }).allTextContents();
  expect(providers).toContain('Continue with Google');
  const way = [
    'button Continue',
    ...providers.map((name) => `link ${name}`),
    'checkbox Keep me signed in on this device',
  ];
  for (const next of [...way, 'button Deutsch']) await keyboard.press('Tab', next);
  for (const back of way.toReversed()) await keyboard.press('Shift+Tab', back);
  await keyboard.press('Shift+Tab', 'textbox E-mail');
  await give(keyboard, user.email);
  await keyboard.type('Not-The-Passw0rd!');
  await page.keyboard.press('Enter');
  await hear(page, 'alert', 'That e-mail address or password isn’t right.');
  await keyboard.expectFocus('textbox Password');
  await page.keyboard.press('ControlOrMeta+A');
  await keyboard.type(user.password);
  await keyboard.press('Tab', 'switch Show password');
  await keyboard.press('Tab', 'button Dismiss alert');
  await keyboard.press('Tab', 'button Sign in');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stack.origin}/protected`);
});

test('an account is made by keyboard', async ({ stack, visit }) => {
  const account = newAccount();
  const { page, keyboard } = await atSignIn({ stack, visit });
  await give(keyboard, account.email);
  await keyboard.press('Shift+Tab', 'textbox E-mail');
  await keyboard.press('Shift+Tab', 'tab Sign in');
  await keyboard.press('ArrowRight', 'tab Create account');
  await keyboard.press('Tab', 'textbox Name');
  await keyboard.type(account.name);
  await keyboard.press('Tab', 'textbox E-mail');
  await page.keyboard.press('ControlOrMeta+A');
  await keyboard.type(account.email);
  await keyboard.press('Tab', 'textbox Password');
  await keyboard.type(account.password);
  await keyboard.press('Tab', 'switch Show password');
  await keyboard.press('Tab', 'textbox Confirm password');
  await keyboard.type(account.password);
  await keyboard.press('Enter', 'textbox Code');
  await keyboard.type('000000');
  await page.keyboard.press('Enter');
  await hear(page, 'alert', 'That code isn’t right.');
  await keyboard.expectFocus('textbox Code');
  await page.keyboard.press('ControlOrMeta+A');
  await keyboard.type(await stack.aws.control.newestCode(account.email));
  await page.keyboard.press('Enter');
  await page.waitForURL(`${stack.origin}/protected`);
});

test('a password is reset by keyboard', async ({ stack, user, visit }) => {
  const { page, keyboard } = await atSignIn({ stack, visit });
  await give(keyboard, user.email);
  await keyboard.press('Tab', 'switch Show password');
  await keyboard.press('Tab', 'button Sign in');
  await keyboard.press('Tab', /^button Other /);
  await keyboard.press('Tab', 'button Forgot your password?');
  await keyboard.press('Enter', 'textbox E-mail');
  await page.keyboard.press('ControlOrMeta+A');
  await keyboard.type(user.email);
  await keyboard.press('Enter', /^textbox Code/);
  await hear(page, 'status', 'a code is on its way to it');
  await keyboard.type(await stack.aws.control.newestCode(user.email));
  await keyboard.press('Tab', /^textbox New password$/i);
  await keyboard.type(NEW_PASSWORD);
  await keyboard.press('Tab', 'switch Show password');
  await keyboard.press('Tab', 'textbox Confirm password');
  await keyboard.type(NEW_PASSWORD);
  await page.keyboard.press('Enter');
  await hear(page, 'status', 'Your password is changed. Sign in with the new one.');
  await keyboard.expectFocus('textbox Password');
});

test('who goes through the account’s pages by keyboard stays at the link that says where they are', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  const keyboard = await keyboardOf(page);
  await keyboard.press('Tab', SKIP);
  await page.keyboard.press('Enter');
  await keyboard.press('Tab', 'link Overview');
  const current = (navigation: string) =>
    page.getByRole('navigation', { name: navigation }).locator('[aria-current]');
  for (const tab of ['Devices', 'Activity']) {
    await keyboard.press('Tab', `link ${tab}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: `Your ${tab.toLowerCase()}` }).waitFor();
    await keyboard.expectFocus(`link ${tab}`);
    expect(await current('Account').allTextContents()).toEqual([tab]);
    expect(await current('Main').allTextContents()).toEqual(['Account']);
  }
});

test('devices are signed out by keyboard, and what came of it is said', async ({ stack, user, visit }) => {
  const page = await visit.signedIn(user);
  await moreSessions(stack, user, 3);
  await page.goto('/account/sessions');
  const keyboard = await keyboardOf(page);
  await keyboard.press('Tab', SKIP);
  await page.keyboard.press('Enter');
  for (const tab of ['Overview', 'Devices', 'Activity', 'Security'])
    await keyboard.press('Tab', `link ${tab}`);
  await keyboard.press('Tab', 'link change your password');
  await keyboard.press('Tab', SIGN_OUT_ALL);
  await keyboard.press('Tab', 'button Sign out here');
  await keyboard.press('Tab', SIGN_OUT);
  await keyboard.press('Enter', SIGN_OUT);
  await keyboard.press('Tab', 'button Sign it out');
  await page.keyboard.press('Enter');
  await hear(page, 'status', 'node on an unknown system signed out.');
  await hear(page, 'status', 'You are signed in on 3 devices.');

  // The receipt has the focus, where the button that had it is gone.
  await keyboard.press('Tab', SIGN_OUT_ALL);
  await keyboard.press('Enter', SIGN_OUT_ALL);
  await keyboard.press('Tab', 'button Sign out 2 devices');
  await page.keyboard.press('Enter');
  await hear(page, 'status', '2 other devices signed out.');
  await hear(page, 'status', 'You are signed in on this device only.');
  await keyboard.press('Tab', 'button Sign out here');
  expect(new URL(page.url()).pathname).toBe('/account/sessions');
});
