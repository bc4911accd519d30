import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { questionsOf, tellVisibility } from '@/tests/support/tabs';
import { testApart } from './fixture';

/** A deployment that is paid by the second holds no answers: its tabs ask. */
// Builds on Amplify Hosting say so themselves.
const test = testApart({ env: { OPEN_TABS: 'ask' } });

const work = async (page: Page) => {
  await page.mouse.move(Math.random() * 300, 100);
};

async function endOtherSessions(page: Page): Promise<void> {
  const status = await page.evaluate(async () => {
    const response = await fetch('/api/account/sessions?scope=others', { method: 'DELETE' });
    return response.status;
  });
  expect(status).toBe(200);
}

test('a question is answered at once, and says that it was not held', async ({ user, visit }) => {
  const page = await visit.signedIn(user);
  const { ms, held } = await page.evaluate(async () => {
    const began = performance.now();
    const response = await fetch('/api/auth/session?wait=20');
    return { ms: performance.now() - began, held: response.headers.get('preference-applied') };
  });
  expect(held).toBeNull();
  expect(ms).toBeLessThan(5_000);
});

test('at work a tab asks every few seconds and leaves within five when its session ends', async ({
  user,
  visit,
}) => {
  const mine = await visit.signedIn(user);
  const other = await visit.signedIn(user);
  await other.goto('/profile');
  const { asked } = questionsOf(other.context());
  for (let second = 0; second < 9; second += 1) {
    await work(other);
    await sleep(1000);
  }
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(asked.length).toBeLessThanOrEqual(4);
  await endOtherSessions(mine);
  const gone = other.waitForURL((url) => url.pathname === '/sign-in', { timeout: 5_000 });
  await work(other);
  await gone;
});

test('a tab that merely lies open asks once a minute, a hidden one never, and one that comes back at once', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.clock.install();
  await page.goto('/profile');
  const { asked } = questionsOf(page.context());
  const pass = passTime(page);
  await pass(21);
  const before = asked.length;
  await pass(300);
  expect(asked.length - before).toBeGreaterThanOrEqual(4);
  expect(asked.length - before).toBeLessThanOrEqual(6);

  await tellVisibility(page, 'hidden');
  const whileSeen = asked.length;
  await pass(600);
  expect(asked.length).toBe(whileSeen);
  await tellVisibility(page, 'visible');
  await expect.poll(() => asked.length).toBeGreaterThan(whileSeen);
});

test('of two tabs in one browser one asks, and it is as quick as the one at work', async ({
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/profile');
  const second = await page.context().newPage();
  await second.goto('/account');
  await sleep(4_000);
  const { asked } = questionsOf(page.context());
  for (let moment = 0; moment < 8; moment += 1) {
    await work(second);
    await sleep(1000);
  }
  expect(asked.length).toBeGreaterThanOrEqual(1);
  expect(asked.length).toBeLessThanOrEqual(4);
});

/** Lets seconds pass in a page whose clock is installed, and none while it waits for an answer of the real server. */
function passTime(page: Page): (seconds: number) => Promise<void> {
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  for (const over of ['requestfinished', 'requestfailed'] as const) {
    page.on(over as 'requestfinished', (request: Request) => void underWay.delete(request));
  }
  return async (seconds) => {
    for (let passed = 0; passed < seconds; passed += 3) {
      await page.clock.runFor(3000);
      await expect.poll(() => underWay.size, { interval: 5, timeout: 10_000 }).toBe(0);
    }
  };
}
