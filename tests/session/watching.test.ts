import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeKeys } from '../../lib/store/keys';
import { startRedis, type TestRedis } from '../support/redis';
import { BROWSER, type SignedIn, TestEngine, USUAL_LIMIT } from './support/engine';

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

/** An engine with rules of its own on the same Redis. */
const withRules = (policy: Parameters<typeof TestEngine.open>[0]['policy'] = {}) =>
  TestEngine.open({ store: redis.url, hooks: USUAL_LIMIT, sessionKeys: engine.sessionKeys, policy });

/** What Redis keeps of a session's life: last use (epoch ms) and milliseconds left. */
async function lifeInRedis(who: SignedIn): Promise<{ lastSeenAt: number; leftMs: number }> {
  const client = await createClient({ url: redis.url }).connect();
  try {
    const key = storeKeys.session(who.session.ref);
    return { lastSeenAt: Number(await client.hGet(key, 'l')), leftMs: await client.pTTL(key) };
  } finally {
    client.destroy();
  }
}

describe('reading without touching', () => {
  test('leaves the last use and the life that is left as they were; a usual read moves them', async () => {
    const eager = await withRules({ touchEveryMs: 0 });
    const who = await eager.signIn();
    const before = await lifeInRedis(who);
    await sleep(100);
    for (let i = 0; i < 5; i += 1) {
      expect(await eager.service.read(who.ticket, BROWSER, { touch: false })).not.toBeNull();
    }
    await sleep(300);
    const after = await lifeInRedis(who);
    expect(after.lastSeenAt).toBe(before.lastSeenAt);
    expect(after.leftMs).toBeLessThanOrEqual(before.leftMs - 300);

    await eager.read(who);
    await expect.poll(async () => (await lifeInRedis(who)).lastSeenAt).toBeGreaterThan(before.lastSeenAt);
    expect((await lifeInRedis(who)).leftMs).toBeGreaterThan(after.leftMs);
    await eager.close();
  });

  test('still refreshes when the access token has run out', async () => {
    const who = await engine.signIn({ accessLifeMs: -1 });
    const session = await engine.service.read(who.ticket, BROWSER, { touch: false });
    expect(session?.accessExpiresAt).toBeGreaterThan(who.session.accessExpiresAt);
  });
});
