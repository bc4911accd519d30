import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { createAccount } from '@/test-kit/accounts';
import { ADA, ADMIN, continueWithGoogle, openSignedOut } from '@/tests/support/browser-actions';
import { moreSessions } from '@/tests/support/more-sessions';
import { POOL_ID } from '@/tests/support/token-probe';
import { testOn } from './fixture';

const test = testOn({});

const NOT_THERE = { javaScriptEnabled: false };

/** Opens one of the questions on a user's page, gives a reason, and says yes. */
async function act(page: Page, question: string, button: string, reason: string): Promise<void> {
  await page.locator('summary').filter({ hasText: question }).click();
  const panel = page.locator('details[open]');
  await panel.getByLabel('Reason').fill(reason);
  await panel.getByRole('button', { name: button }).click();
}

/** From the list to the page of the first user whom that finds. */
async function findUser(page: Page, beginning: string): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('E-mail address, name or id').fill(beginning);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.waitForURL(/person=/);
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.waitForURL(/\/admin\/./);
}

describe('an administrator, without JavaScript', () => {
  test('finds someone who is not signed in, and disables and enables the account', async ({
    stack,
    user,
    visit,
  }) => {
    const page = await visit.signedIn(ADMIN, NOT_THERE);
    await findUser(page, user.name);
    await page.getByText('Not signed in anywhere.').waitFor();
    const [session] = await moreSessions(stack, user, 1);

    await act(page, 'Disable account', 'Disable the account', 'Left the company');
    await page.getByText('The account is disabled. Signed out on one device.').waitFor();
    expect((await session?.fetch(`${stack.origin}/api/auth/session`))?.status).toBe(401);
    await expect(moreSessions(stack, user, 1)).rejects.toThrow('User is disabled');
    const facts = page.getByRole('region', { name: 'Account', exact: true });
    expect(await facts.textContent()).toContain('Disabled');

    await act(page, 'Enable account', 'Enable the account', 'Came back');
    await page.getByText('The account is enabled again.').waitFor();
    const [again] = await moreSessions(stack, user, 1);
    const answer = await again?.fetch(`${stack.origin}/api/account/activity`);
    const { activity } = (await answer?.json()) ?? {};
    expect(activity).toContainEqual(
      expect.objectContaining({ type: 'administered', reason: 'disabled_account', note: 'Left the company' }),
    );

    await page.goto('/account/activity?show=changes');
    const told = await page.getByRole('main').getByRole('listitem').allTextContents();
    expect(told.join()).toMatch(/you enabled an account again.*Came back.*you disabled an account.*Left/s);
  });

  test('has a password reset: a code is sent, and every token is revoked', async ({ stack, user, visit }) => {
    const page = await visit.signedIn(ADMIN, NOT_THERE);
    await page.goto(`/admin/${user.sub}`);
    await act(page, 'Reset password', 'Reset the password', 'Phishing');
    await page.getByText('A code is on its way by e-mail.').waitFor();
    expect(await stack.aws.control.newestCode(user.email)).toMatch(/^\d{6}$/);
    await page.getByText('Has to reset the password').waitFor();
  });

  test('goes through everyone by pages of twenty', async ({ stack, visit }) => {
    const known = { localAws: stack.aws.url, userPoolId: POOL_ID };
    await Promise.all(Array.from({ length: 25 }, () => createAccount({}, known)));
    const page = await visit.signedIn(ADMIN, NOT_THERE);
    await page.goto('/admin');
    const rows = page.getByRole('main').getByRole('listitem').getByRole('link');
    expect(await rows.count()).toBe(20);
    const first = await rows.allTextContents();
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'First page' }).waitFor();
    const second = await rows.allTextContents();
    expect(second.length).toBeGreaterThanOrEqual(5);
    expect(first.filter((name) => second.includes(name))).toEqual([]);
  });
});

test('the address of a user who is no more says so, with scripts and without', async ({ visit }) => {
  const nobody = '/admin/00000000-0000-4000-8000-000000000000';
  const page = await visit.signedIn(ADMIN);
  expect((await page.goto(nobody))?.status()).toBe(404);
  await page.getByRole('heading', { name: 'There is no such user' }).waitFor();
  const plain = await visit.signedIn(ADMIN, NOT_THERE);
  const answer = plain.waitForResponse(`**${nobody}`);
  await plain.goto(nobody);
  expect((await answer).status()).toBe(404);
  await plain.getByRole('heading', { name: 'There is nothing here.' }).waitFor();
});

test('without a reason nothing is done, and the last session that ends leaves the user’s page', async ({
  stack,
  user,
  visit,
}) => {
  const [session] = await moreSessions(stack, user, 2);
  const isSignedIn = async () => (await session?.fetch(`${stack.origin}/api/auth/session`))?.status === 200;
  const page = await visit.signedIn(ADMIN);
  await page.goto(`/admin/${user.sub}`);
  await page.getByText('Signed in on 2 devices.').waitFor();
  await page.locator('summary').filter({ hasText: 'Sign out everywhere' }).click();
  const panel = page.locator('details[open]');
  await panel.getByRole('button', { name: 'Sign out all devices' }).click();
  const reason = panel.getByLabel('Reason');
  expect(await reason.evaluate((field: HTMLInputElement) => field.validity.valueMissing)).toBe(true);
  await reason.evaluate((field: HTMLInputElement) => {
    field.required = false;
  });
  await panel.getByRole('button', { name: 'Sign out all devices' }).click();
  await page.getByText('The request is not of the expected form.').waitFor();
  expect(await isSignedIn()).toBe(true);

  await reason.fill('Lost laptop');
  await panel.getByRole('button', { name: 'Sign out all devices' }).click();
  await page.getByText('Signed out on 2 devices. Cognito revoked every token.').waitFor();
  expect(await isSignedIn()).toBe(false);
  await page.getByText('Not signed in anywhere.').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(user.name);
  await page.getByText('An administrator ended 2 sessions').waitFor();
});

test('ending the session that one uses warns, and nobody can lock themselves out', async ({
  user,
  visit,
}) => {
  // Without scripts, as React may put a field's own value back after it was changed here.
  const page = await visit.signedIn(ADMIN, NOT_THERE);
  await findUser(page, ADMIN.email);
  const questions = await page.getByRole('main').locator('summary').allTextContents();
  expect(questions).not.toContain('Disable account');
  expect(questions).not.toContain('Reset password');
  await page.locator('summary').filter({ hasText: 'Sign out everywhere' }).click();
  await page.locator('details[open]').getByText('you will be signed out').waitFor();

  const own = new URL(page.url()).pathname.slice('/admin/'.length);
  await page.goto(`/admin/${user.sub}`);
  await page.locator('input[name=username]').evaluateAll((fields: HTMLInputElement[], value) => {
    for (const field of fields) field.value = value;
  }, own);
  await act(page, 'Disable account', 'Disable the account', 'By mistake');
  await page.getByText('The request is not of the expected form.').waitFor();
});

test('who comes from Google to an account with the same verified address is in that account, and told', async ({
  stack,
  visit,
}) => {
  const known = { localAws: stack.aws.url, userPoolId: POOL_ID };
  const account = await createAccount({ email: ADA.email }, known);
  const page = await visit.signedOut();
  await openSignedOut(page, stack.origin, '/account/activity');
  await continueWithGoogle(page, ADA);
  // The first answer is that the accounts are linked; the second time asks at Google, as it does of any browser.
  await page.getByRole('button', { name: ADA.email }).click();
  await page.waitForURL(`${stack.origin}/account/activity`);
  await page.getByText('Google was linked to your account').waitFor();
  await page.goto('/account/security');
  await page.getByLabel('New password').waitFor();
  await moreSessions(stack, account, 1);
  await page.goto('/account');
  await page.getByText('E-mail and password, Google', { exact: true }).waitFor();

  const admin = await visit.signedIn(ADMIN);
  await findUser(admin, ADA.email);
  await admin.getByText('E-mail, Google').waitFor();
  await admin.getByText('Signed in on 2 devices.').waitFor();
});
