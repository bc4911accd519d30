import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { expect } from 'vitest';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import type { ProductStack } from '@/tests/support/stack';
import { testApart } from './fixture';

const ACCESS_SECONDS = 4;
const REFRESH_SECONDS = 9;

const test = testApart();

test.afterEach(({ stack }) => stack.aws.control.reset());

/** The keys that hold this browser's session: named by the hash of its id, so that a dump of Redis opens nothing. */
async function recordKeys({ redis }: ProductStack, jar: CookieJar): Promise<string[]> {
  const id = jar.get(COOKIE)?.split('.')[3] ?? '';
  const hash = createHash('sha256').update(id).digest('base64url');
  const client = await createClient({ url: redis.url }).connect();
  try {
    return (await client.keys('*')).filter((key) => key.includes(hash));
  } finally {
    client.destroy();
  }
}

/** Somebody whose access token has run out; the next ones are good for long. */
async function signedInUntilRunOut({ aws, origin }: ProductStack): Promise<CookieJar> {
  const seconds = { accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS, refreshSeconds: 3600 };
  await aws.control.setTokenValidity(seconds);
  const jar = await signedInJar(origin);
  await aws.control.setTokenValidity({});
  await sleep(ACCESS_SECONDS * 1000 + 500);
  return jar;
}

test('past the access token’s end everything still answers, after one refresh', async ({ stack }) => {
  const jar = await signedInUntilRunOut(stack);
  const ticket = jar.get(COOKIE);
  const before = await stack.aws.control.refreshCount();

  const page = await jar.fetch(`${stack.origin}/protected`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Ada Lovelace');
  const user = await jar.fetch(`${stack.origin}/api/check-user`);
  expect(await user.json()).toEqual({ user: expect.stringMatching(/^google_/) });
  const handbook = await jar.fetch(`${stack.origin}/handbook`);
  expect(handbook.status).toBe(200);
  expect(handbook.headers.get('cache-control')).toMatch(/private.*no-store/);

  expect((await stack.aws.control.refreshCount()) - before).toBe(1);
  expect([page, user, handbook].flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  expect(jar.get(COOKIE)).toBe(ticket);
});

test('simultaneous requests past the access token’s end share one refresh', async ({ stack }) => {
  const jar = await signedInUntilRunOut(stack);
  const before = await stack.aws.control.refreshCount();
  const paths = Array.from(
    { length: 12 },
    (_, index) => ['/protected', '/api/check-user', '/handbook'][index % 3],
  );
  const answers = await Promise.all(paths.map((path) => jar.fetch(`${stack.origin}${path}`)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  expect((await stack.aws.control.refreshCount()) - before).toBe(1);
});

test('past the refresh token’s end the user is asked to sign in and the record is gone', async ({
  stack,
}) => {
  await stack.aws.control.setTokenValidity({
    accessSeconds: ACCESS_SECONDS,
    idSeconds: ACCESS_SECONDS,
    refreshSeconds: REFRESH_SECONDS,
  });
  const jar = await signedInJar(stack.origin);
  expect(await recordKeys(stack, jar)).not.toEqual([]);
  await sleep(REFRESH_SECONDS * 1000 + 500);

  const page = await jar.fetch(`${stack.origin}/protected`);
  expect(page.status).toBe(307);
  expect(page.headers.get('location')).toMatch(
    /^(http:\/\/localhost:\d+)?\/sign-in\?returnTo=%2Fprotected&error=session_ended$/,
  );
  expect(await recordKeys(stack, jar)).toEqual([]);
  const user = await jar.fetch(`${stack.origin}/api/check-user`);
  expect(await user.json()).toEqual({ user: null });
});
