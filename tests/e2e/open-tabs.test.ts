import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ADMIN, DEMO, fillHostedForm } from '@/tests/support/browser-actions';
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
async function expectToLeave(page: Page, path: string, why = 'You were signed out'): Promise<void> {
  await page.waitForURL(onSignInPage, { timeout: FIVE_SECONDS });
  const query = new URL(page.url()).searchParams;
  expect(query.get('returnTo')).toBe(path);
  expect(await page.getByRole('main').getByRole('alert').textContent()).toContain(why);
}

/** On the devices page. */
async function signOutOthers(page: Page): Promise<void> {
  await page.getByText('Sign out all other devices').click();
  await page.getByRole('button', { name: /^Sign out (the other device|\d+ devices)$/ }).click();
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
    await signOutOthers(mine);
    await expectToLeave(other, path, 'You were signed out from another device.');
    await mine.getByText(/other devices? signed out\./).waitFor();
    await mine.getByText('You are signed in on this device only.').waitFor();
  },
);

test('an administrator ends a person’s session, and nobody else can', async () => {
  const person = await signedInPage(browser, stack.origin, DEMO);
  expect((await person.goto('/admin'))?.status()).toBe(404);
  expect(await person.getByRole('main').textContent()).toContain('You do not have access to this.');
  await person.goto('/profile');

  const administrator = await signedInPage(browser, stack.origin, ADMIN);
  await administrator.getByRole('link', { name: 'Admin', exact: true }).click();
  await administrator.getByLabel('E-mail address, user name or id').fill(DEMO.email);
  await administrator.getByRole('button', { name: 'Find' }).click();
  await administrator.getByText('Sign out everywhere').click();
  await administrator.getByRole('button', { name: 'Sign out all devices' }).click();
  await expectToLeave(person, '/profile', 'An administrator signed you out.');
  await administrator.getByText(/^Signed out on (one device|\d+ devices)\.$/).waitFor();
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

/** The questions about the session that a browser has asked, and those of them under way. */
function questionsOf(context: BrowserContext) {
  const asked: string[] = [];
  const held = new Set<Request>();
  context.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname !== '/api/auth/session') return;
    asked.push(search);
    if (search !== '') held.add(request);
  });
  context.on('requestfinished', (request) => held.delete(request));
  context.on('requestfailed', (request) => held.delete(request));
  return { asked, held };
}

/** Headless Chromium never hides a tab, so the page is told what a browser would tell it. */
function tellVisibility(page: Page, state: 'visible' | 'hidden'): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test('two windows in view hold one request between them, and both leave when the session ends', async () => {
  const mine = await signedInPage(browser, stack.origin, DEMO);
  const here = await signedInPage(browser, stack.origin, DEMO);
  const { asked, held } = questionsOf(here.context());
  const there = await here.context().newPage();
  await here.goto('/profile');
  await there.goto('/account');
  await expect.poll(() => held.size).toBe(1);
  asked.length = 0;
  for (let look = 0; look < 40; look += 1) {
    await sleep(100);
    expect(held.size).toBeLessThanOrEqual(1);
  }
  expect(asked.length, 'an answer that is held is not asked for again').toBeLessThanOrEqual(1);

  await mine.goto('/account/sessions');
  const endedAt = performance.now();
  await signOutOthers(mine);
  await Promise.all([expectToLeave(here, '/profile'), expectToLeave(there, '/account')]);
  process.stdout.write(`both windows left after ${Math.round(performance.now() - endedAt)} ms\n`);
  expect(held.size).toBe(0);
});

test('a window takes over the waiting from one that is hidden or closes', async () => {
  const here = await signedInPage(browser, stack.origin, DEMO);
  const { held } = questionsOf(here.context());
  const waits = (page: Page) => [...held].some((request) => request.frame().page() === page);
  await here.goto('/profile');
  await expect.poll(() => waits(here)).toBe(true);
  const there = await here.context().newPage();
  await there.goto('/account');
  await there.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  expect(waits(there)).toBe(false);
  await tellVisibility(here, 'hidden');
  await expect.poll(() => waits(there)).toBe(true);
  expect(waits(here)).toBe(false);
  await tellVisibility(here, 'visible');
  await sleep(500);
  expect(waits(here)).toBe(false);
  await there.close();
  await expect.poll(() => waits(here)).toBe(true);
});

test('a hidden tab holds no request, and asks at once when it comes back', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const { asked, held } = questionsOf(page.context());
  await page.goto('/profile');
  await expect.poll(() => held.size).toBe(1);
  await tellVisibility(page, 'hidden');
  await expect.poll(() => held.size).toBe(0);
  asked.length = 0;
  await sleep(4000);
  expect(asked).toEqual([]);
  await tellVisibility(page, 'visible');
  await expect.poll(() => held.size).toBe(1);
  expect(asked).toEqual(['', '?wait=20']);
});

test('signing in again in one tab leaves the others where they are, although their session was replaced', async () => {
  const here = await signedInPage(browser, stack.origin, DEMO);
  const { held } = questionsOf(here.context());
  await here.goto('/profile');
  await expect.poll(() => held.size).toBe(1);
  const [first] = held;
  const visited: string[] = [];
  here.on('framenavigated', (frame) => visited.push(frame.url()));
  const there = await here.context().newPage();
  await there.goto('/api/auth/sign-in?returnTo=%2Faccount');
  await fillHostedForm(there, DEMO);
  await there.waitForURL(`${stack.origin}/account`);
  await expect.poll(() => [...held].filter((request) => request !== first)).toHaveLength(1);
  await sleep(1500);
  expect(visited).toEqual([]);
  expect(await here.getByRole('main').textContent()).toContain(DEMO.email);
});

test('where there are no locks each window waits for itself', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.context().addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'locks');
  });
  const { held } = questionsOf(page.context());
  const other = await page.context().newPage();
  await page.goto('/profile');
  await other.goto('/account');
  expect(await page.evaluate(() => 'locks' in navigator)).toBe(false);
  await expect.poll(() => held.size).toBe(2);
});
