import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ADMIN, DEMO } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { signedInPage } from '@/tests/support/pages';
import { type Stack, startStack } from '@/tests/support/stack';

const FIVE_SECONDS = 5_000;

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const onSignInPage = (url: URL) => url.pathname === '/sign-in';

/** Resolves once the page has left for the sign-in page, having been open at `path`. */
async function expectToLeave(page: Page, path: string): Promise<void> {
  await page.waitForURL(onSignInPage, { timeout: FIVE_SECONDS });
  const query = new URL(page.url()).searchParams;
  expect(query.get('returnTo')).toBe(path);
  expect(await page.getByRole('main').getByRole('alert').textContent()).toContain('This session has ended.');
}

test.each(['/profile', '/protected-client', '/handbook/devices'])(
  'a session ended from another browser leaves %s within five seconds',
  async (path) => {
    const mine = await signedInPage(browser, stack.origin, DEMO);
    const other = await signedInPage(browser, stack.origin, DEMO);
    await other.goto(path);
    await other.getByRole('button', { name: 'Sign out' }).waitFor();
    await mine.goto('/account/sessions');
    expect(await mine.getByText('This device').count()).toBe(1);
    await mine.getByRole('button', { name: 'End all other sessions' }).click();
    await expectToLeave(other, path);
    await mine.getByText(/other sessions? ha(s|ve) ended\./).waitFor();
    expect(await mine.getByRole('button', { name: /^End the session/ }).count()).toBe(0);
  },
);

test('an administrator ends a person’s session, and nobody else can', async () => {
  const person = await signedInPage(browser, stack.origin, DEMO);
  expect((await person.goto('/admin'))?.status()).toBe(404);
  expect(await person.getByRole('main').textContent()).toContain('You do not have access to this.');
  await person.goto('/profile');

  const administrator = await signedInPage(browser, stack.origin, ADMIN);
  await administrator.getByRole('link', { name: 'Admin', exact: true }).click();
  await administrator.getByLabel('E-mail, user name or subject').fill(DEMO.email);
  await administrator.getByRole('button', { name: 'Find' }).click();
  await administrator.getByRole('button', { name: /^End (this session|all)/ }).click();
  await expectToLeave(person, '/profile');
});

test('signing out in one tab takes the browser’s other tabs along', async () => {
  const here = await signedInPage(browser, stack.origin, DEMO);
  const there = await here.context().newPage();
  await there.goto('/account');
  await here.getByRole('button', { name: 'Sign out' }).click();
  await here.waitForURL(`${stack.origin}/`);
  await expectToLeave(there, '/account');
});

test('Back after signing out shows nothing of the person', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Devices' }).click();
  await page.waitForURL('**/account/sessions');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(`${stack.origin}/`);
  await page.goBack();
  await page.waitForURL(onSignInPage);
  await page.goBack().catch(() => null);
  expect(await page.locator('body').textContent()).not.toContain(DEMO.email);
});

test('a page that the browser kept for Back is covered until its person is known to be signed in', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
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

test('while Redis an open tab stays as it is and says why; afterwards the word goes away', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.goto('/profile');
  await stack.redis.halt();
  try {
    await page.getByText('Sessions cannot be read at the moment.').waitFor();
    expect(await page.getByRole('main').textContent()).toContain(DEMO.email);
  } finally {
    await stack.redis.resume();
  }
  await page
    .getByText('Sessions cannot be read at the moment.')
    .waitFor({ state: 'detached', timeout: 30_000 });
  expect(new URL(page.url()).pathname).toBe('/profile');
});
