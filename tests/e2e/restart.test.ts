import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { untilAnswer } from '@/tests/support/redis-admin';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import type { Stack } from '@/tests/support/stack';
import { testOn } from './fixture';

const ACCESS_SECONDS = 5;

const test = testOn({});

let jar: CookieJar;
let ticket: string | undefined;

test.beforeAll(async ({ stack }) => {
  // Short, so that each restart is followed by a refresh with what the other side has kept.
  await stack.aws.control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
  jar = await signedInJar(stack.origin);
  ticket = jar.get(COOKIE);
});

async function expectSameSession({ origin }: Stack): Promise<void> {
  const page = await jar.fetch(`${origin}/protected`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Ada Lovelace');
  expect(jar.get(COOKIE)).toBe(ticket);
}

test.for(['SIGTERM', 'SIGKILL'] as const)(
  'restarting the app after %s signs nobody out',
  async (signal, { stack }) => {
    await expectSameSession(stack);
    await stack.restartInstance(0, signal);
    await expectSameSession(stack);
    await sleep(ACCESS_SECONDS * 1000 + 500);
    await expectSameSession(stack);
  },
);

test('a process is connected to Redis before anyone asks it for anything', async ({ stack }) => {
  await stack.restartInstance(0);
  // The flag of a connection that has asked to be told of changes, as only the app's has.
  await untilAnswer(stack.redis.port, ['CLIENT', 'LIST'], /flags=t/);
});

test('restarting the local AWS signs nobody out', async ({ stack }) => {
  await stack.aws.restart();
  await expectSameSession(stack);
  await sleep(ACCESS_SECONDS * 1000 + 500);
  await expectSameSession(stack);
});

test('restarting Redis signs nobody out', async ({ stack }) => {
  await stack.redis.halt();
  await stack.redis.resume();
  await expect
    .poll(async () => (await jar.fetch(`${stack.origin}/protected`)).status, { timeout: 15_000 })
    .toBe(200);
  await expectSameSession(stack);
});
