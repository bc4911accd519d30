import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { openStore } from '../../lib/store/open';
import type { Store } from '../../lib/store/port';
import { startRedis, type TestRedis } from '../support/redis';
import { redisCommand } from '../support/redis-admin';
import { newRef, newSession, untilUp } from './store-contract';

const LIMITS = { maxTotalBytes: 32_768, maxValues: 64, guestMs: null };
const WRITES = 2000;

let redis: TestRedis;
let store: Store;

beforeAll(async () => {
  redis = await startRedis();
  store = openStore(parseStoreUrl(redis.url), { commandTimeoutMs: 8000 });
  await untilUp(store);
});

afterAll(async () => {
  await store?.close();
  await redis?.stop();
});

/** What Redis itself says of the writes to a session that keeps so many values: its commands, and microseconds for one. */
async function costOfWrites(values: number): Promise<{ commands: number; microseconds: number }> {
  const ref = newRef();
  const data = new Map(Array.from({ length: values }, (_, i) => [`name-${i}`, 'x'.repeat(200)]));
  await store.sessions.create(newSession(ref, { data }));
  await store.appData.write(ref, 'name-0', 'first', LIMITS);
  await redisCommand(redis.port, 'CONFIG', 'RESETSTAT');
  for (let i = 0; i < WRITES; i += 1) {
    expect(await store.appData.write(ref, 'name-0', `value ${i}`, LIMITS)).toBe('written');
  }
  const stats = await redisCommand(redis.port, 'INFO', 'commandstats');
  const commands = [...stats.matchAll(/cmdstat_(h\w+|exists):calls=(\d+)/g)];
  return {
    commands: Math.round(commands.reduce((sum, [, , calls]) => sum + Number(calls), 0) / WRITES),
    microseconds: Number(/cmdstat_evalsha:.*?usec_per_call=([\d.]+)/.exec(stats)?.[1]),
  };
}

test('a value costs Redis the same however many there are already', async () => {
  const [one, many] = [await costOfWrites(1), await costOfWrites(64)];
  expect(many.commands).toBe(one.commands);
  expect(one.commands).toBeGreaterThan(0);
  // A walk over 64 values takes ten times as long; what a busy machine adds to both is far below.
  expect(many.microseconds / one.microseconds).toBeLessThan(3);
});
