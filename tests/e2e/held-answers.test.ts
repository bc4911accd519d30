import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { ADA, GRACE } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { redisCommand } from '@/tests/support/redis-admin';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import type { Stack } from '@/tests/support/stack';
import { testOn } from './fixture';

/** Users with this many sessions each, one of which ends the others: a user may have 20. */
const SESSIONS = 12;

const test = testOn({ instances: 2 });

/** Somebody's session for the tests that do not end it. */
let jar: CookieJar;

test.beforeAll(async ({ stack }) => {
  jar = await signedInJar(stack.origin);
});

const ask = (origin: string, who: CookieJar, query: string, init: RequestInit = {}) =>
  who.fetch(`${origin}/api/auth/session${query}`, init);

async function time<T>(action: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = performance.now();
  const result = await action();
  return { result, ms: performance.now() - startedAt };
}

/** The Redis key of a browser's session. */
async function recordKey({ redis }: Stack, who: CookieJar): Promise<string> {
  const [, , , id = ''] = who.get(COOKIE)?.split('.') ?? [];
  const hash = createHash('sha256').update(id).digest('base64url');
  return (await redisCommand(redis.port, 'KEYS', `*:s:${hash}`)).trim();
}

/** How often sessions have been read from Redis. */
async function reads({ redis }: Stack): Promise<number> {
  const stats = await redisCommand(redis.port, 'INFO', 'commandstats');
  return Number(/cmdstat_get:calls=(\d+)/.exec(stats)?.[1]);
}

test.for(['', '0', '21', '-1', '1.5', '1e1', '05', ' 5', '٥', '20s', '5&wait=5', '20&wait='])(
  'waiting for %j seconds is a request of the wrong form',
  async (wait, { stack }) => {
    for (const who of [jar, new CookieJar()]) {
      const answer = await ask(stack.origin, who, `?wait=${wait}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { code: 'invalid_request' } });
      expect(answer.headers.get('cache-control')).toBe('private, no-store');
    }
  },
);

test('somebody signed out is told so at once', async ({ stack }) => {
  const { result, ms } = await time(() => ask(stack.origin, new CookieJar(), '?wait=20'));
  expect(result.status).toBe(401);
  expect(await result.json()).toMatchObject({ error: { code: 'unauthenticated' } });
  expect(result.headers.get('cache-control')).toBe('private, no-store');
  expect(ms).toBeLessThan(2000);
});

test('an answer that nothing ends comes when the time is up, and is the usual one', async ({ stack }) => {
  const usual = await ask(stack.origin, jar, '');
  const { result, ms } = await time(() => ask(stack.origin, jar, '?wait=2'));
  expect(ms).toBeGreaterThan(1900);
  expect(ms).toBeLessThan(4000);
  expect(result.status).toBe(200);
  expect(result.headers.get('cache-control')).toBe('private, no-store');
  expect(result.headers.getSetCookie()).toEqual([]);
  expect(await result.json()).toEqual(await usual.json());
});

test('waiting is no use of the session; asking at once is', async ({ stack }) => {
  const key = await recordKey(stack, jar);
  const record = () => redisCommand(stack.redis.port, 'GET', key);
  const lastSeen = async () => (await record()).split(' ')[1] ?? '';
  const left = async () => Number(await redisCommand(stack.redis.port, 'PTTL', key));
  const longAgo = String(Date.now() - 3_600_000);
  const older = (await record()).replace(await lastSeen(), longAgo);
  await redisCommand(stack.redis.port, 'SET', key, older, 'KEEPTTL');
  const leftBefore = await left();
  expect((await ask(stack.origin, jar, '?wait=1')).status).toBe(200);
  await sleep(300);
  expect(await lastSeen()).toBe(longAgo);
  expect(await left()).toBeLessThanOrEqual(leftBefore - 1000);
  expect((await ask(stack.origin, jar, '')).status).toBe(200);
  await expect.poll(lastSeen).not.toBe(longAgo);
});

test('when the client has gone nobody waits on', async ({ stack }) => {
  const gone = new AbortController();
  const asking = ask(stack.origin, jar, '?wait=20', { signal: gone.signal }).catch(() => 'gone');
  await sleep(2500);
  const before = await reads(stack);
  await expect.poll(() => reads(stack), { timeout: 5000 }).toBeGreaterThan(before);
  gone.abort();
  expect(await asking).toBe('gone');
  await sleep(500);
  const after = await reads(stack);
  await sleep(4500);
  expect(await reads(stack)).toBe(after);
});

describe('a revocation through another instance', () => {
  /** Every session of a user but the first is asked about at one instance, and ended by the first at the other. */
  async function delaysOf({ origins }: Stack, who: string): Promise<number[]> {
    const [here = '', there = ''] = origins;
    const jars: CookieJar[] = [];
    for (let i = 0; i < SESSIONS; i += 1) jars.push(await signedInJar(here, who));
    const [owner, ...others] = jars;
    const delays: number[] = [];
    for (const other of others) {
      const devices = await (await other.fetch(`${here}/api/account/sessions`)).json();
      const { publicId } = devices.sessions.find(({ current }: { current: boolean }) => current);
      const answer = ask(here, other, '?wait=20').then(({ status }) => ({
        status,
        at: performance.now(),
      }));
      await sleep(250);
      const endedAt = performance.now();
      const ended = await owner?.fetch(`${there}/api/account/sessions/${publicId}`, { method: 'DELETE' });
      expect(ended?.status).toBe(204);
      const { status, at } = await answer;
      expect(status).toBe(401);
      delays.push(at - endedAt);
    }
    return delays;
  }

  test('is answered well within a second, every time', { timeout: 240_000 }, async ({ stack }) => {
    const delays = [...(await delaysOf(stack, ADA.email)), ...(await delaysOf(stack, GRACE.email))].sort(
      (a, b) => a - b,
    );
    expect(delays.length).toBeGreaterThanOrEqual(20);
    const at = (share: number) => (delays[Math.ceil(delays.length * share) - 1] ?? Number.NaN).toFixed(0);
    process.stdout.write(
      `from sending a revocation to the held answer, ${delays.length} times: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`,
    );
    expect(delays.at(-1)).toBeLessThan(2000);
  });
});

test('in an outage the answer is 503 soon, and nobody is signed out by it', async ({ stack }) => {
  const asking = time(() => ask(stack.origin, jar, '?wait=20'));
  await sleep(500);
  await stack.redis.halt();
  try {
    const { result, ms } = await asking;
    expect(result.status).toBe(503);
    expect(await result.json()).toMatchObject({ error: { code: 'store_unavailable' } });
    expect(ms).toBeLessThan(8000);
  } finally {
    await stack.redis.resume();
  }
  await expect.poll(async () => (await ask(stack.origin, jar, '')).status, { timeout: 15_000 }).toBe(200);
});

test('an instance that is told to stop lets held answers go and is gone in a moment', async ({ stack }) => {
  const asking = Array.from({ length: 12 }, () => time(() => ask(stack.origins[1] ?? '', jar, '?wait=20')));
  const stopping = sleep(1000).then(() => time(() => stack.stopInstance(1)));
  const [{ result: how, ms }, ...answers] = await Promise.all([stopping, ...asking]);
  process.stdout.write(`an instance with held answers stopped in ${ms.toFixed(0)} ms\n`);
  expect(how).toBe('exit code 143');
  expect(ms).toBeLessThan(4000);
  for (const answer of answers) {
    expect(answer.result.status).toBe(200);
    expect(answer.ms).toBeLessThan(4000);
  }
});
