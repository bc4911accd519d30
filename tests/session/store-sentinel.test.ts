import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { hasCode } from '../../lib/errors';
import { startSentinel } from '../support/redis-sentinel';
import { describeStore, newRef, newSession, twoClients, untilUp } from './store-contract';
import { openBuiltStore } from './support/built-store';

describeStore('Redis behind Sentinel', async () => {
  const sentinel = await startSentinel();
  return twoClients(parseStoreUrl(sentinel.url), () => sentinel.stop());
});

test('a fail-over costs seconds of 503 and no session', async () => {
  const sentinel = await startSentinel();
  onTestFinished(() => sentinel.stop());
  const store = openBuiltStore(parseStoreUrl(sentinel.url));
  onTestFinished(() => store.close());
  await untilUp(store);
  const refs = Array.from({ length: 20 }, () => newRef());
  for (const ref of refs) await store.sessions.create(newSession(ref));
  await sentinel.untilReplicated();

  sentinel.killPrimary();
  const outcomes = new Set<string>();
  const giveUpAt = performance.now() + 20_000;
  let up = 0;
  while (up < 10 && performance.now() < giveUpAt) {
    try {
      const stored = await store.sessions.touch(refs[0] ?? newRef(), 60_000, store.now() + 600_000);
      outcomes.add(stored ? 'touched' : 'lost');
      up += 1;
    } catch (error) {
      outcomes.add(hasCode(error, 'store_unavailable') ? 'unavailable' : String(error));
      up = 0;
    }
    await pause(50);
  }
  expect(up).toBe(10);
  expect([...outcomes].sort()).toEqual(['touched', 'unavailable']);
  const found = await Promise.all(refs.map((ref) => store.sessions.read(ref)));
  expect(found.filter((stored) => stored === null)).toEqual([]);
  await store.sessions.create(newSession(newRef()));
});
