import { expect } from 'vitest';
import { ADA, continueWithGoogle, openSignedOut, signInEmbedded } from '@/tests/support/browser-actions';
import { sessionCookie } from '@/tests/support/session-cookie';
import { test } from './fixture';

test.for([true, false])(
  'a name is changed at Cognito, with scripts: %s',
  async (javaScriptEnabled, { user, visit }) => {
    const page = await visit.signedIn(user, { javaScriptEnabled });
    await page.goto('/account');
    const name = page.getByLabel('Name');
    await name.fill(' '.repeat(3));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A name has 1 to 80 characters.').waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');

    const wanted = `Demo ${javaScriptEnabled ? 'One' : 'Two'}`;
    await name.fill(wanted);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your name is saved.').waitFor();
    await expect.poll(() => page.getByRole('banner').textContent()).toContain(wanted);
    await page.goto('/protected');
    expect(await page.getByRole('main').textContent(), 'what GetUser answers').toContain(`Name${wanted}`);
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
  expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
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
