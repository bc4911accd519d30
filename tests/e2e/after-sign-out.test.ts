import { expect } from 'vitest';
import { expectToLeave } from '@/tests/support/leaving';
import { test } from './fixture';

test('signing out in one tab takes the browser’s other tabs along', async ({ stack, user, visit }) => {
  const here = await visit.signedIn(user);
  const there = await here.context().newPage();
  await there.goto('/account');
  await here.getByRole('button', { name: 'Sign out', exact: true }).click();
  await here.waitForURL(`${stack.origin}/`);
  await expectToLeave(there, '/account');
});

test('Back after signing out shows nothing of the user', async ({ stack, user, visit }) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Devices' }).click();
  await page.waitForURL('**/account/sessions');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${stack.origin}/`);
  await page.goBack();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await page.goBack().catch(() => null);
  expect(await page.locator('body').textContent()).not.toContain(user.email);
});

test('a page that the browser kept for Back is covered until its user is known to be signed in', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  // Chromium under test keeps no page that is marked no-store, so the events that it would send are sent here.
  const send = (type: 'pagehide' | 'pageshow') =>
    page.evaluate((name) => {
      window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
    }, type);
  // Again until it works: the page listens from the moment that React has taken it over.
  await expect
    .poll(async () => {
      await send('pagehide');
      return page.getByRole('heading', { level: 1, includeHidden: true }).isVisible();
    })
    .toBe(false);
  await send('pageshow');
  await page.getByRole('heading', { level: 1 }).waitFor();

  await send('pagehide');
  await page.context().clearCookies();
  await send('pageshow');
  await expectToLeave(page, '/account');
});
