import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Account } from '@/test-kit/accounts';
import { moreSessions } from '@/tests/support/more-sessions';
import type { ProductStack } from '@/tests/support/stack';
import { testApart, type Visit } from './fixture';

const PHONE = { width: 390, height: 844 };
/** What `fetch` calls itself. */
const RECEIPT = 'node on an unknown system signed out.';
const WATCHING = '**/api/account/sessions?watching=1';

interface Given {
  readonly stack: ProductStack;
  readonly user: Account;
  readonly visit: Visit;
}

const test = testApart();

/** The devices page of someone who is signed in here and, without a browser, on `others` more devices. */
async function devicesPage(
  { stack, user, visit }: Given,
  others: number,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await visit.signedIn(user, options);
  await moreSessions(stack, user, others);
  await page.goto('/account/sessions');
  return page;
}

/** The account's own navigation is a list as well; each device has a picture of its kind. */
const rows = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.getByRole('img', { name: /^(Computer|Phone or tablet)$/ }) });
const status = (page: Page) => page.getByRole('main').getByRole('status');

/** Opens the question of the first device that is not this one, and answers it. */
async function signOutFirst(page: Page): Promise<void> {
  await page
    .getByLabel(/^Sign out .+ on /)
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign it out' }).first().click();
}

test.for([true, false])(
  'one device is signed out after a question, with scripts: %s',
  async (scripts, { stack, user, visit }) => {
    const page = await devicesPage({ stack, user, visit }, 2, { javaScriptEnabled: scripts });
    expect(await rows(page).count()).toBe(3);
    expect(await rows(page).first().textContent()).toContain('This device');
    expect(await page.getByRole('button', { name: 'Sign it out' }).first().isVisible()).toBe(false);
    await signOutFirst(page);
    await page.getByText(RECEIPT, { exact: true }).waitFor();
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(await status(page).allTextContents()).toContain('You are signed in on 2 devices.');
  },
);

test('what happened is told in groups, by kind and by pages, without scripts', async ({
  stack,
  user,
  visit,
}) => {
  const page = await devicesPage({ stack, user, visit }, 19, { javaScriptEnabled: false });
  await page.getByText('Sign out all other devices').click();
  await page.getByRole('button', { name: 'Sign out 19 devices' }).click();
  await page.getByText('19 other devices signed out.').waitFor();
  await page.goto('/account/activity');
  await page.getByText('You ended 19 sessions').waitFor();
  await page.getByRole('link', { name: 'Sign-ins' }).click();
  await page.waitForURL(/show=sign-ins/);
  const told = page.getByRole('listitem').filter({ hasText: /^(Signed in with|First sign-in)/ });
  expect(await told.count()).toBe(20);
  expect(await page.getByText('You ended').count()).toBe(0);
  await page.getByRole('link', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'First page' }).waitFor();
  expect(await told.count()).toBeGreaterThan(0);
});

test('the receipt has the focus, and says when', async ({ stack, user, visit }) => {
  const page = await devicesPage({ stack, user, visit }, 1);
  await signOutFirst(page);
  await page.getByText(RECEIPT, { exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('signed out');
  const when = page.getByText('just now', { exact: true }).first();
  expect(await when.getAttribute('title')).toMatch(/^\d{1,2} \w{3} \d{4}, \d\d:\d\d$/);
});

test('devices come and go on an open page', async ({ stack, user, visit }) => {
  const page = await devicesPage({ stack, user, visit }, 0);
  expect(await rows(page).count()).toBe(1);
  const [other] = await moreSessions(stack, user, 1);
  await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBe(2);
  await page.getByText('You are signed in on 2 devices.').waitFor();
  await other?.fetch(`${stack.origin}/api/auth/sign-out`, { method: 'POST' });
  await expect.poll(() => rows(page).count(), { timeout: 15_000 }).toBe(1);
  await page.getByText('You are signed in on this device only.').waitFor();
});

test('twenty devices on a phone: the way to sign out all others is in view', async ({
  stack,
  user,
  visit,
}) => {
  const page = await devicesPage({ stack, user, visit }, 19);
  await page.setViewportSize(PHONE);
  expect(await rows(page).count()).toBe(20);
  const all = page.getByText('Sign out all other devices');
  const box = await all.boundingBox();
  expect(box && box.y + box.height).toBeLessThanOrEqual(PHONE.height);
  await all.click();
  await page.getByRole('button', { name: 'Sign out 19 devices' }).click();
  await page.getByText('19 other devices signed out.').waitFor();
  await expect.poll(() => rows(page).count()).toBe(1);
});

test('a device that is gone already is told so', async ({ stack, user, visit }) => {
  const page = await devicesPage({ stack, user, visit }, 1);
  await page.route(WATCHING, (route) => route.abort());
  await page.context().request.delete(`${stack.origin}/api/account/sessions?scope=others`);
  await signOutFirst(page);
  await page.getByText('That device was already signed out.').waitFor();
  await expect.poll(() => rows(page).count()).toBe(1);
});

test('while Redis is away the list stays, says what failed, and works again afterwards', async ({
  stack,
  user,
  visit,
}) => {
  const page = await devicesPage({ stack, user, visit }, 1);
  await stack.redis.halt();
  try {
    await signOutFirst(page);
    // The middleware answers with a page of its own as soon as it has heard of the outage.
    const main = page.getByRole('main');
    await main
      .getByText('Sessions cannot be read at the moment.')
      .or(main.getByText('That did not reach the server.'))
      .waitFor();
    expect(await rows(page).count()).toBe(2);
  } finally {
    await stack.redis.resume();
  }
  await expect
    .poll(
      async () => {
        const button = page.getByRole('button', { name: 'Sign it out' });
        if (await button.isEnabled({ timeout: 1000 }).catch(() => false)) await button.click();
        await page.waitForTimeout(1000);
        return rows(page).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
});

test('offline the list stays and says so', async ({ stack, user, visit }) => {
  const page = await devicesPage({ stack, user, visit }, 1);
  await page.context().setOffline(true);
  await signOutFirst(page);
  await page.getByText('That did not reach the server.').waitFor();
  expect(await rows(page).count()).toBe(2);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Sign it out' }).click();
  await expect.poll(() => rows(page).count()).toBe(1);
});
