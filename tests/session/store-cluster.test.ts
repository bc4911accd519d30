import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { parseStoreUrl } from '../../lib/config/redis-url';
import { hasCode } from '../../lib/errors';
import { prove } from '../../lib/proof';
import { storeKeysOf } from '../../lib/store/schema';
import { startCluster } from '../support/redis-cluster';
import { describeStore, newRef, newSession, newTag, twoClients, untilUp } from './store-contract';
import { openBuiltStore } from './support/built-store';

const storeKeys = storeKeysOf('');

describeStore('a Redis Cluster', async () => {
  const cluster = await startCluster();
  return twoClients(parseStoreUrl(cluster.url), () => cluster.stop());
});

const MINUTE = 60_000;

test('a slot moves to another primary under use, and no session or change is lost', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  const store = openBuiltStore(parseStoreUrl(cluster.url), { maxStalenessMs: 0 });
  onTestFinished(() => store.close());
  await untilUp(store);
  const tag = newTag();
  const refs = Array.from({ length: 12 }, () => newRef(tag));
  for (const ref of refs) await store.sessions.create(newSession(ref));

  let migrating = true;
  const migrated = cluster.migrateSlotOf(storeKeys.index(tag), 40).finally(() => {
    migrating = false;
  });
  const versions = new Map(refs.map((ref) => [ref, 1]));
  let rounds = 0;
  while (migrating || rounds < 3) {
    for (const ref of refs) {
      const lock = await store.refreshLocks.acquire(ref, versions.get(ref) ?? 0, 5000);
      if (lock.state !== 'acquired') throw new Error(`the lock was ${lock.state}`);
      expect(
        await store.refreshLocks.complete(ref, lock.fencingToken, {
          record: `round ${rounds}`,
          sealed: prove('s'),
        }),
      ).toBe('written');
      versions.set(ref, lock.fencingToken + 1);
    }
    rounds += 1;
  }
  await migrated;
  const found = await Promise.all(refs.map((ref) => store.sessions.read(ref)));
  expect(found.map((stored) => stored?.record)).toEqual(refs.map(() => `round ${rounds - 1}`));
  expect(
    (
      await store.sessions.end(
        tag,
        refs.map((ref) => ref.idHash),
        true,
      )
    ).ended,
  ).toHaveLength(12);
  expect(await store.sessions.list(tag)).toEqual([]);
});

test('a primary dies: its replica takes over within seconds, and no session is lost', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  const store = openBuiltStore(parseStoreUrl(cluster.url), { maxStalenessMs: 0 });
  onTestFinished(() => store.close());
  await untilUp(store);
  const refs = Array.from({ length: 30 }, () => newRef());
  for (const ref of refs) await store.sessions.create(newSession(ref));
  await pause(300);
  const hit = refs[0] ?? newRef();
  await cluster.killPrimaryOf(storeKeys.session(hit));

  const answered = new Set<string>();
  const outcomes = new Set<string>();
  const giveUpAt = performance.now() + 25_000;
  while (!answered.has(hit.idHash) && performance.now() < giveUpAt) {
    await Promise.all(
      refs.map(async (ref) => {
        try {
          const touched = await store.sessions.touch(ref, MINUTE, store.now() + 10 * MINUTE);
          outcomes.add(touched ? 'touched' : 'lost');
          answered.add(ref.idHash);
        } catch (error) {
          outcomes.add(hasCode(error, 'store_unavailable') ? 'unavailable' : String(error));
        }
      }),
    );
    // A client that is offline refuses without waiting, and would get no turn to connect.
    await pause(5);
  }
  expect([...outcomes].sort()).toEqual(['touched', 'unavailable']);
  expect(answered.has(hit.idHash)).toBe(true);
  for (const ref of refs) expect(await store.sessions.read(ref)).not.toBeNull();
});

test('a primary freezes: its users get 503 until its replica has taken over, the others notice nothing', async () => {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  const store = openBuiltStore(parseStoreUrl(cluster.url), { maxStalenessMs: 0 });
  onTestFinished(() => store.close());
  await untilUp(store);
  const refs = Array.from({ length: 12 }, () => newRef());
  for (const ref of refs) await store.sessions.create(newSession(ref));
  await pause(300);
  const hit = refs[0] ?? newRef();
  await cluster.freezePrimaryOf(storeKeys.session(hit));
  const touch = async (ref: typeof hit) => {
    try {
      return await store.sessions.touch(ref, MINUTE, store.now() + 10 * MINUTE);
    } catch (error) {
      return hasCode(error, 'store_unavailable') ? 'unavailable' : String(error);
    }
  };
  const first = await Promise.all(refs.map(touch));
  expect(first[0]).toBe('unavailable');
  expect(first).toContain(true);
  await expect.poll(() => touch(hit), { timeout: 25_000, interval: 100 }).toBe(true);
  for (const ref of refs) expect(await store.sessions.read(ref)).not.toBeNull();
});
