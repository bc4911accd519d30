import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '@/tests/support/chromium';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { untilAnswer } from '@/tests/support/redis-admin';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';

const ACCESS_SECONDS = 5;

let stack: Stack;
let browser: Browser;
let jar: CookieJar;
let ticket: string | undefined;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchChromium()]);
  // Short, so that each restart is followed by a refresh with what the other side has kept.
  await stack.aws.control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
  jar = await signedInJar(browser, stack.origin);
  ticket = jar.get(COOKIE);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

async function expectSameSession(): Promise<void> {
  const page = await jar.fetch(`${stack.origin}/protected`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Ada Lovelace');
  expect(jar.get(COOKIE)).toBe(ticket);
}

test.each(['SIGTERM', 'SIGKILL'] as const)('restarting the app after %s signs nobody out', async (signal) => {
  await expectSameSession();
  await stack.restartInstance(0, signal);
  await expectSameSession();
  await sleep(ACCESS_SECONDS * 1000 + 500);
  await expectSameSession();
});

test('a process is connected to Redis before anyone asks it for anything', async () => {
  await stack.restartInstance(0);
  // The flag of a connection that has asked to be told of changes, as only the app's has.
  await untilAnswer(stack.redis.port, ['CLIENT', 'LIST'], /flags=t/);
});

test('restarting the local AWS signs nobody out', async () => {
  await stack.aws.restart();
  await expectSameSession();
  await sleep(ACCESS_SECONDS * 1000 + 500);
  await expectSameSession();
});

test('restarting Redis signs nobody out', async () => {
  await stack.redis.halt();
  await stack.redis.resume();
  await expect
    .poll(async () => (await jar.fetch(`${stack.origin}/protected`)).status, { timeout: 15_000 })
    .toBe(200);
  await expectSameSession();
});
