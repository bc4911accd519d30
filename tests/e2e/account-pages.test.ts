import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ADA, continueWithGoogle, openSignedOut, signInEmbedded } from '@/tests/support/browser-actions';
import { redisCommand } from '@/tests/support/redis-admin';
import { COOKIE, sessionCookie } from '@/tests/support/session-cookie';
import { POOL_ID } from '@/tests/support/token-probe';
import { test } from './fixture';

const hasFocus = (field: Locator): Promise<boolean> =>
  field.evaluate((one) => one === document.activeElement);

/** The names of the fields that are said to be at fault. */
const faultyFields = (page: Page): Promise<unknown[]> =>
  page
    .locator('main [aria-invalid="true"]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('name')));

/** The ids by which elements name others, of which there is not exactly one. */
const unmetReferences = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    ['for', 'aria-describedby', 'aria-labelledby']
      .flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name)),
      )
      .flatMap((ids) => ids?.split(' ') ?? [])
      .filter((id) => document.querySelectorAll(`[id="${id}"]`).length !== 1),
  );

test.for([true, false])(
  'a name is changed at Cognito, with scripts: %s',
  async (javaScriptEnabled, { user, visit }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled });
    await page.goto('/account');
    const name = page.getByLabel('Name');
    await name.fill(' '.repeat(3));
    await name.press('Enter');
    await page.getByText('A name has 1 to 80 characters.').waitFor();
    if (javaScriptEnabled) expect(await hasFocus(name), 'where it can be typed again').toBe(true);
    expect(await faultyFields(page)).toEqual(['name']);
    expect(await name.inputValue(), 'what was typed').toBe(' '.repeat(3));
    expect(await unmetReferences(page)).toEqual([]);

    const wanted = `Demo ${javaScriptEnabled ? 'One' : 'Two'}`;
    await name.fill(` ${wanted} `);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your name is saved.').waitFor();
    await expect.poll(() => name.inputValue()).toBe(wanted);
    await expect.poll(() => page.getByRole('banner').textContent()).toContain(wanted);
    expect(await page.getByRole('main').textContent()).toContain('Signed in withE-mailSince');
    // demo: from here
    await page.goto('/protected');
    expect(await page.getByRole('main').textContent(), 'what GetUser answers').toContain(`Name${wanted}`);
    // demo: to here
  },
);

test('a device that is signed out is sent to sign in, and the activity tells of it', async ({
  user,
  visit,
  stack,
}) => {
  const mine = await visit.signedOut();
  await openSignedOut(mine, stack.origin);
  await signInEmbedded(mine, user);
  await mine.waitForURL('/protected');
  const doomed = await visit.signedIn(user);
  await mine.goto('/account/sessions');
  await mine.getByText('Sign out all other devices').click();
  await mine.getByRole('button', { name: /^Sign out (the other device|\d+ devices)$/ }).click();
  await mine.getByText(/other devices? signed out\./).waitFor();
  await doomed.goto('/profile');
  expect(new URL(doomed.url()).pathname).toBe('/sign-in');
  await doomed.getByText('You were signed out from another device.').waitFor();
  await mine.goto('/account/activity');
  const entries = await mine.getByRole('main').getByRole('listitem').allTextContents();
  expect(entries.some((entry) => entry.startsWith('You ended a session'))).toBe(true);
  expect(entries.some((entry) => entry.startsWith('Signed in with e-mail and password'))).toBe(true);
});

test('what a provider says about someone is theirs to change there, and Cognito’s own names stay out of it', async ({
  visit,
  stack,
}) => {
  const page = await visit.signedOut();
  await openSignedOut(page, stack.origin, '/account');
  await continueWithGoogle(page, ADA);
  await page.getByText('These come from Google.').waitFor();
  await page.getByText('You can sign in with').waitFor();
  expect(await page.getByRole('definition').first().textContent()).toBe('Google');
  expect(
    await page
      .getByRole('main')
      .getByLabel(/^Name$|e-mail/)
      .count(),
  ).toBe(0);
  await page.getByRole('button', { name: 'Delete account' }).waitFor();
  expect(await page.getByRole('main').textContent()).not.toMatch(/google_|us-east-1|id token/);
});

test.for([390, 320])('a name of 80 letters fits on %i pixels', async (width, { user, visit }) => {
  const page = await visit.signedIn(user, { viewport: { width, height: 800 } });
  await page.goto('/account');
  await page.getByLabel('Name').fill('W'.repeat(80));
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your name is saved.').waitFor();
  for (const path of ['/', '/account', '/profile', '/protected', '/account/sessions']) {
    await page.goto(path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([path, wide]).toEqual([path, width]);
  }
});

test('without "Keep me signed in" the cookie goes with the browser', async ({ user, visit }) => {
  const page = await visit.signedOut();
  await page.goto('/sign-in?returnTo=/protected');
  await page.getByLabel('Keep me signed in on this device').uncheck();
  const google = page.getByRole('link', { name: 'Continue with Google' });
  expect(await google.getAttribute('href')).toContain('remember=off');
  await signInEmbedded(page, user);
  await page.waitForURL('/protected');
  expect((await sessionCookie(page.context())).expires).toBe(-1);
});

async function askForCode(page: Page, email: string): Promise<void> {
  await page.getByLabel('New e-mail').fill(email);
  await page.getByRole('button', { name: 'Send code' }).click();
}

test.for([true, false])(
  'an e-mail address is changed once the code has come back, with scripts: %s',
  async (javaScriptEnabled, { user, visit, stack }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled });
    const phone = await visit.signedIn(user);
    const wanted = `new.${user.email}`;
    await page.goto('/account');
    await askForCode(page, 'nobody');
    await page.getByText('That is no e-mail address.').waitFor();
    expect(await faultyFields(page)).toEqual(['email']);
    expect(await page.getByLabel('New e-mail').inputValue()).toBe('nobody');
    await askForCode(page, user.email.toUpperCase());
    await page.getByText('That is your address already.').waitFor();
    await askForCode(page, 'admin@example.com');
    await page.getByText('There is already an account with this address.').waitFor();
    await askForCode(page, wanted);
    await page.getByText(`We sent a code to ${wanted}.`).waitFor();
    const code = page.getByLabel('Code from the e-mail');
    await expect.poll(() => hasFocus(code)).toBe(true);
    await code.fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('That code isn’t right.').waitFor();
    expect(await faultyFields(page)).toEqual(['code']);
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await page.getByText(`We sent a new code to ${wanted}.`).waitFor();
    expect(await page.getByRole('main').textContent()).toContain(`You sign in with ${user.email}.`);

    await code.fill(await stack.aws.control.newestCode(wanted));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Your e-mail address is changed.').waitFor();
    await page.getByText(`You sign in with ${wanted}.`).waitFor();
    await phone.goto('/profile');
    expect(new URL(phone.url()).pathname, 'the other device is signed out').toBe('/sign-in');
    await page.goto('/account/activity');
    await page.getByText('Your e-mail address was changed').waitFor();
  },
);

test('all that is held about someone is a file, and opens nothing', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
  await page.evaluate(() => fetch('/api/session-data/colour', { method: 'PUT', body: '"green"' }));
  await page.goto('/account');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download my data' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^account-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await download.path(), 'utf8');
  const data = JSON.parse(text);
  expect(data.attributes).toMatchObject({ email: user.email, email_verified: 'true' });
  expect(data.sessions).toEqual([expect.objectContaining({ current: true, data: { colour: 'green' } })]);
  expect(data.activity).toContainEqual(expect.objectContaining({ type: 'signed_in' }));
  expect(text).not.toMatch(/eyJ|"ref"|idHash/);
  const { value } = await sessionCookie(page.context());
  for (const part of value.split('.').filter(({ length }) => length > 8)) expect(text).not.toContain(part);
});

test.for([true, false])(
  'an account is deleted after a word was typed, with scripts: %s',
  async (javaScriptEnabled, { user, visit, stack }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled });
    const phone = await visit.signedIn(user);
    await page.goto('/account');
    const remove = page.getByRole('button', { name: 'Delete account' });
    await remove.click();
    await page.getByText('Type “delete” to delete your account.').waitFor();
    await page.getByLabel('To confirm, type delete').fill('Delete');
    await remove.click();
    await page.getByRole('heading', { level: 1, name: 'Your account is deleted' }).waitFor();
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    const cookies = await page.context().cookies(stack.origin);
    expect(cookies.filter(({ name }) => name === COOKIE)).toEqual([]);
    await phone.goto('/account');
    expect(new URL(phone.url()).pathname).toBe('/sign-in');
    const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`;
    const tag = createHash('sha256').update(`${issuer}|${user.sub}`).digest('base64url').slice(0, 11);
    const left = await redisCommand(stack.redis.port, 'KEYS', `*{${tag}}*`);
    expect(left).toBe('');
  },
);
