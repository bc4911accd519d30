import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ADMIN } from '@/tests/support/browser-actions';
import { expectToLeave } from '@/tests/support/leaving';
import { questionsOf, tellVisibility } from '@/tests/support/tabs';
import { testOn } from './fixture';

/** An app without a role, as on a host that nobody has given it one. */
const test = testOn({ env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: '' } });

/** On the devices page. */
async function signOutOthers(page: Page): Promise<void> {
  await page.getByText('Sign out all other devices').click();
  await page.getByRole('button', { name: /^Sign out (the other device|\d+ devices)$/ }).click();
}

test.for(['/profile', '/protected-client', '/handbook/devices'])(
  'a session ended from another browser leaves %s within five seconds',
  async (path, { user, visit }) => {
    const mine = await visit.signedIn(user);
    const other = await visit.signedIn(user);
    await other.goto(path);
    await other.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    await mine.goto('/account/sessions');
    expect(await mine.getByText('This device').count()).toBe(1);
    await signOutOthers(mine);
    await expectToLeave(other, path, 'You were signed out from another device.');
    await mine.getByText(/other devices? signed out\./).waitFor();
    await mine.getByText('You are signed in on this device only.').waitFor();
  },
);

test('an administrator ends a user’s session, and nobody else can', async ({ user, visit }) => {
  const member = await visit.signedIn(user);
  expect((await member.goto('/admin'))?.status()).toBe(404);
  expect(await member.getByRole('main').textContent()).toContain('You do not have access to this.');
  await member.goto('/profile');

  const administrator = await visit.signedIn(ADMIN);
  await administrator.getByRole('link', { name: 'Admin', exact: true }).click();
  // The app has no role here: whoever is signed in is found all the same.
  await administrator.getByText('The app may not ask Cognito for this.').waitFor();
  await administrator.getByLabel('E-mail address, name or id').fill(user.email);
  await administrator.getByRole('button', { name: 'Find' }).click();
  await administrator.getByRole('link', { name: user.name }).click();
  const question = administrator.locator('details').filter({ hasText: 'Sign out everywhere' });
  await question.locator('summary').click();
  await question.getByLabel('Reason').fill('Lost laptop');
  await question.getByRole('button', { name: 'Sign out all devices' }).click();
  await expectToLeave(member, '/profile', 'An administrator signed you out.');
  await administrator
    .getByText(/^Signed out on (one device|\d+ devices)\. Cognito could not be told/)
    .waitFor();
  await administrator.getByText('Not signed in anywhere.').waitFor();
});

test('while Redis an open tab stays as it is and says why; afterwards the word goes away', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/profile');
  await stack.redis.halt();
  try {
    await page.getByText('Sessions cannot be read at the moment.').waitFor();
    expect(await page.getByRole('main').textContent()).toContain(user.email);
  } finally {
    await stack.redis.resume();
  }
  await page
    .getByText('Sessions cannot be read at the moment.')
    .waitFor({ state: 'detached', timeout: 30_000 });
  expect(new URL(page.url()).pathname).toBe('/profile');
});

test('two windows in view hold one request between them, and both leave when the session ends', async ({
  user,
  visit,
}) => {
  const mine = await visit.signedIn(user);
  const here = await visit.signedIn(user);
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

test('a window takes over the waiting from one that is hidden or closes', async ({ user, visit }) => {
  const here = await visit.signedIn(user);
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
  await expect.poll(() => waits(here)).toBe(false);
  await tellVisibility(here, 'visible');
  await sleep(500);
  expect(waits(here)).toBe(false);
  await there.close();
  await expect.poll(() => waits(here)).toBe(true);
});

test('a hidden tab holds no request, and asks at once when it comes back', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
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

test('signing in again in one tab leaves the others where they are, although their session was replaced', async ({
  stack,
  user,
  visit,
}) => {
  const here = await visit.signedIn(user);
  const { held } = questionsOf(here.context());
  await here.goto('/profile');
  await expect.poll(() => held.size).toBe(1);
  const [first] = held;
  const visited: string[] = [];
  here.on('framenavigated', (frame) => visited.push(frame.url()));
  const there = await here.context().newPage();
  // Managed login still knows the user, and asks for nothing.
  await there.goto('/api/auth/sign-in?returnTo=%2Faccount');
  await there.waitForURL(`${stack.origin}/account`);
  await expect.poll(() => [...held].filter((request) => request !== first)).toHaveLength(1);
  await sleep(1500);
  expect(visited).toEqual([]);
  expect(await here.getByRole('main').textContent()).toContain(user.email);
});

/** Makes the script that watches the session one that cannot be loaded. @returns how often it was asked for */
async function withoutWatch(page: Page): Promise<() => number> {
  let asked = 0;
  await page.route('**/_next/static/chunks/**', async (route) => {
    const response = await route.fetch();
    if (!(await response.text()).includes('latchkey-session-watch')) return route.fulfill({ response });
    asked += 1;
    return route.abort();
  });
  return () => asked;
}

test('a tab that cannot load what watches its session hears of the end all the same', async ({
  user,
  visit,
}) => {
  const mine = await visit.signedIn(user);
  const other = await visit.signedIn(user);
  const asked = await withoutWatch(other);
  await other.goto('/profile');
  await expect.poll(asked).toBeGreaterThan(0);
  await mine.goto('/account/sessions');
  await signOutOthers(mine);
  await other.waitForURL(({ pathname }) => pathname === '/sign-in', { timeout: 20_000 });
  expect(new URL(other.url()).searchParams.get('returnTo')).toBe('/profile');
});

test('what watches the session is loaded as soon as it can be had', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
  const asked = await withoutWatch(page);
  const { held } = questionsOf(page.context());
  await page.goto('/profile');
  await expect.poll(asked).toBeGreaterThan(0);
  await page.unroute('**/_next/static/chunks/**');
  const watched = () => [...held].filter((request) => request.url().endsWith('?wait=20'));
  await expect.poll(watched, { timeout: 20_000 }).toHaveLength(1);
});

test('where there are no locks each window waits for itself', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
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
