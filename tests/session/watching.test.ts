import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKeysOf } from '../../lib/store/schema';
import { startRedis, type TestRedis } from '../support/redis';
import { BROWSER, type SignedIn, TestEngine, USUAL_LIMIT } from './support/engine';

const storeKeys = storeKeysOf('');

let redis: TestRedis;
let engine: TestEngine;

beforeAll(async () => {
  redis = await startRedis();
  engine = await TestEngine.open({ store: redis.url, hooks: USUAL_LIMIT });
});
afterAll(async () => {
  await engine.close();
  await redis.stop();
});

const NEVER = new AbortController().signal;

/** What engines in one test file have in common. */
const shared = () => ({ cognito: engine.cognito, sessionKeys: engine.sessionKeys });

/** An engine with rules of its own on the same Redis. */
const withRules = (policy: Parameters<typeof TestEngine.open>[0]['policy'] = {}) =>
  TestEngine.open({ ...shared(), store: redis.url, hooks: USUAL_LIMIT, policy });

/** Milliseconds that watching takes. */
async function timeWatching(by: TestEngine, who: SignedIn, signal = NEVER): Promise<number> {
  const startedAt = performance.now();
  await by.service.untilEnded(who.ticket, signal);
  return performance.now() - startedAt;
}

/** What Redis keeps of a session's life: last use (epoch ms) and milliseconds left. */
async function lifeInRedis(who: SignedIn): Promise<{ lastSeenAt: number; leftMs: number }> {
  const client = await createClient({ url: redis.url }).connect();
  try {
    const key = storeKeys.session(who.session.ref);
    const lastSeenAt = Number((await client.get(key))?.split(' ')[1]);
    return { lastSeenAt, leftMs: await client.pTTL(key) };
  } finally {
    client.destroy();
  }
}

describe('watching a session', () => {
  test('ends within a moment when another process ends the session, 100 times', async () => {
    const watcher = await withRules();
    const delays: number[] = [];
    for (let round = 0; round < 100; round += 1) {
      const who = await engine.signIn();
      const watching = watcher.service.untilEnded(who.ticket, NEVER).then(() => performance.now());
      await sleep(round % 20);
      const endedAt = performance.now();
      await engine.store.sessions.end(who.session.ref.tag, [who.session.ref.idHash], false);
      delays.push((await watching) - endedAt);
    }
    delays.sort((a, b) => a - b);
    process.stdout.write(
      `a watcher hears of an end: p50 ${delays[50]?.toFixed(1)} ms, p99 ${delays[99]?.toFixed(1)} ms\n`,
    );
    expect(delays.at(-1)).toBeLessThan(500);
    await watcher.close();
  });

  test('ends when the session has not been used for too long', async () => {
    const short = await withRules({ idleMs: 600 });
    const who = await short.signIn();
    const ms = await timeWatching(short, who);
    expect(ms).toBeGreaterThan(400);
    expect(ms).toBeLessThan(1200);
    expect(await short.read(who)).toBeNull();
    await short.close();
  });

  test('ends when the session has reached its absolute end, however much it is used', async () => {
    const short = await withRules({ absoluteMs: 900, touchEveryMs: 0 });
    const who = await short.signIn();
    const using = setInterval(() => void short.read(who), 50);
    const ms = await timeWatching(short, who);
    clearInterval(using);
    expect(ms).toBeGreaterThan(700);
    expect(ms).toBeLessThan(1500);
    expect(await short.read(who)).toBeNull();
    await short.close();
  });

  test('ends by the rules of reading, even if the record is still there', async () => {
    const strict = await withRules({ idleMs: 600 });
    const who = await engine.signIn();
    expect(await timeWatching(strict, who)).toBeLessThan(1200);
    expect(await strict.read(who)).toBeNull();
    expect(await engine.read(who)).not.toBeNull();
    await strict.close();
  });

  test('goes on when the session is used elsewhere', async () => {
    const short = await withRules({ idleMs: 700, touchEveryMs: 0 });
    const who = await short.signIn();
    const elsewhere = await withRules({ idleMs: 700, touchEveryMs: 0 });
    const using = setInterval(() => void elsewhere.read(who), 100);
    expect(await timeWatching(short, who, AbortSignal.timeout(2000))).toBeGreaterThan(1900);
    clearInterval(using);
    expect(await timeWatching(short, who)).toBeLessThan(1500);
    await Promise.all([short.close(), elsewhere.close()]);
  });

  test('is over at once for a session that is not there', async () => {
    const who = await engine.signIn();
    await engine.service.end(who.session.ref, 'signed_out');
    expect(await timeWatching(engine, who)).toBeLessThan(500);
  });

  test('hears no end in an outage, but that nobody knows any more', async () => {
    const own = await startRedis();
    const other = await TestEngine.open({ ...shared(), store: own.url, hooks: USUAL_LIMIT });
    const who = await other.signIn();
    const watching = other.service.untilEnded(who.ticket, NEVER);
    await own.halt();
    await expect(watching).rejects.toMatchObject({ code: 'store_unavailable' });
    await own.resume();
    await expect.poll(() => other.read(who).catch(() => null), { timeout: 5000 }).not.toBeNull();
    await other.close();
    await own.stop();
  });

  test('asks ever more seldom where Redis does not push', async () => {
    const polling = await TestEngine.open({
      ...shared(),
      store: redis.url,
      hooks: { ...USUAL_LIMIT, maxStalenessMs: 0 },
    });
    const who = await polling.signIn();
    const client = await createClient({ url: redis.url }).connect();
    const reads = async () => Number(/cmdstat_get:calls=(\d+)/.exec(await client.info('commandstats'))?.[1]);
    const before = await reads();
    const watching = timeWatching(polling, who, AbortSignal.timeout(8000));
    await sleep(7500);
    expect((await reads()) - before).toBeLessThan(14);
    await polling.store.sessions.end(who.session.ref.tag, [who.session.ref.idHash], false);
    expect(await watching).toBeLessThan(9900);
    client.destroy();
    await polling.close();
  });
});

describe('reading without touching', () => {
  test('leaves the last use and the life that is left as they were; a usual read moves them', async () => {
    const eager = await withRules({ touchEveryMs: 0 });
    const who = await eager.signIn();
    const before = await lifeInRedis(who);
    await sleep(100);
    for (let i = 0; i < 5; i += 1) {
      expect(await eager.service.read(who.ticket, BROWSER, { touch: false })).not.toBeNull();
    }
    await eager.service.untilEnded(who.ticket, AbortSignal.timeout(300));
    const after = await lifeInRedis(who);
    expect(after.lastSeenAt).toBe(before.lastSeenAt);
    expect(after.leftMs).toBeLessThanOrEqual(before.leftMs - 300);

    await eager.read(who);
    await expect.poll(async () => (await lifeInRedis(who)).lastSeenAt).toBeGreaterThan(before.lastSeenAt);
    expect((await lifeInRedis(who)).leftMs).toBeGreaterThan(after.leftMs);
    await eager.close();
  });

  test('lets a session idle out that nothing but an open tab asks about', async () => {
    const short = await withRules({ idleMs: 800, touchEveryMs: 0 });
    const who = await short.signIn();
    const deadline = performance.now() + 3000;
    let answers = 0;
    for (;;) {
      await short.service.untilEnded(who.ticket, AbortSignal.timeout(200));
      if ((await short.service.read(who.ticket, BROWSER, { touch: false })) === null) break;
      answers += 1;
      expect(performance.now()).toBeLessThan(deadline);
    }
    expect(answers).toBeGreaterThan(1);
    await short.close();
  });

  test('still refreshes when the access token has run out', async () => {
    const who = await engine.signIn({ accessLifeMs: -1 });
    const session = await engine.service.read(who.ticket, BROWSER, { touch: false });
    expect(session?.accessExpiresAt).toBeGreaterThan(who.session.accessExpiresAt);
  });
});
