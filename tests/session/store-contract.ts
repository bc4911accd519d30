import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCode } from '../../lib/errors';
import { prove } from '../../lib/proof';
import type { StoreConfig } from '../../lib/store/config';
import type { Store } from '../../lib/store/port';
import type { NewSession, SessionMove } from '../../lib/store/records';
import { LIMITS } from '../../lib/store/schema';
import { type HashTag, hashTag, type SessionRef, sessionIdHash } from '../../lib/store/session-ref';
import { openBuiltStore } from './support/built-store';

const MINUTE = 60_000;
/** More values than a test keeps that is not about their number. */
const MANY = 1000;

const SIGN_IN = { signedIn: ['signed_in', '{"in":1}'], newBrowser: ['new_device', '{"new":1}'] } as const;

/** A user nobody else in the suite uses. */
export function newTag(): HashTag {
  return hashTag(randomBytes(9).toString('base64url').slice(0, 11));
}

export function newRef(tag = newTag()): SessionRef {
  return { tag, idHash: sessionIdHash(randomBytes(32).toString('base64url')) };
}

export function newSession(ref: SessionRef, change: Partial<NewSession> = {}): NewSession {
  return {
    ref,
    record: `record of ${ref.idHash}`,
    sealed: prove(`sealed of ${ref.idHash}`),
    data: new Map(),
    idleMs: MINUTE,
    absoluteMs: 10 * MINUTE,
    maxSessions: 20,
    replaces: null,
    ...change,
  };
}

function move(from: SessionRef, to: SessionRef, version: number): SessionMove {
  const { ref: _to, record, sealed, idleMs, absoluteMs } = newSession(to);
  return { from, to, version, record, sealed, idleMs, absoluteMs };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** How long a change made by one process may take to reach what another has cached. */
const SOON = { timeout: 1000, interval: 5 };
const BACKOFF = { baseMs: 1000, maxMs: 60_000, jitter: 1 };

/**
 * What every kind of store must do, run unchanged on each. Two clients stand for two processes; the embedded store,
 * which only one process can use, is given twice.
 *
 * @param open makes the server if there is one, and two clients of it
 */
export function describeStore(
  name: string,
  open: () => Promise<{ stores: [Store, Store]; close(): Promise<void> }>,
): void {
  describe(`the store on ${name}`, () => {
    let one: Store;
    let two: Store;
    let close: () => Promise<void>;

    beforeAll(async () => {
      const opened = await open();
      [one, two] = opened.stores;
      close = opened.close;
      await Promise.all([untilUp(one), untilUp(two)]);
    });
    afterAll(() => close());

    test('a session can be read by every process once it has been created', async () => {
      const ref = newRef();
      expect(await two.sessions.read(ref)).toBeNull();
      await one.sessions.create(newSession(ref));
      await expect
        .poll(() => two.sessions.read(ref), SOON)
        .toMatchObject({
          record: `record of ${ref.idHash}`,
          version: 1,
          refreshingUntil: 0,
          retryAt: 0,
          outageSince: 0,
        });
      const stored = await two.sessions.read(ref);
      expect(Math.abs((stored?.lastSeenAt ?? 0) - one.now())).toBeLessThan(2000);
      expect(await two.sessions.readTokens(ref)).toBe(`sealed of ${ref.idHash}`);
      expect(await one.sessions.list(ref.tag)).toEqual([ref.idHash]);
    });

    test('the clocks of two processes agree', () => {
      expect(Math.abs(one.now() - two.now())).toBeLessThan(250);
    });

    test('a session that is not used ends after its idle time, one that is used lives on', async () => {
      const [idle, used] = [newRef(), newRef()];
      await Promise.all([idle, used].map((ref) => one.sessions.create(newSession(ref, { idleMs: 600 }))));
      const absoluteEnd = one.now() + MINUTE;
      for (let i = 0; i < 3; i += 1) {
        await pause(300);
        expect(await two.sessions.touch(used, 600, absoluteEnd)).toBe(true);
      }
      expect(await one.sessions.read(idle)).toBeNull();
      expect(await one.sessions.read(used)).not.toBeNull();
    });

    test('touching never moves a session past its absolute end, and never brings one back', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref, { absoluteMs: 400 }));
      const end = one.now() + 400;
      expect(await two.sessions.touch(ref, MINUTE, end)).toBe(true);
      await pause(500);
      expect(await two.sessions.touch(ref, MINUTE, end)).toBe(false);
      expect(await two.sessions.touch(ref, MINUTE, one.now() + MINUTE)).toBe(false);
      expect(await two.sessions.read(ref)).toBeNull();
      expect(await two.sessions.readTokens(ref)).toBeNull();
    });

    test('only one of many gets the turn to refresh, under a rising fencing number', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      const turns = await Promise.all(
        Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).refreshLocks.acquire(ref, 1, 5000)),
      );
      const acquired = turns.filter((turn) => turn.state === 'acquired');
      expect(acquired).toEqual([{ state: 'acquired', fencingToken: 2, sealed: `sealed of ${ref.idHash}` }]);
      for (const turn of turns.filter((other) => other.state !== 'acquired')) {
        expect(turn.state).toBe('busy');
        expect(turn.state === 'busy' && turn.forMs).toBeGreaterThan(3000);
      }
      await expect
        .poll(async () => (await one.sessions.read(ref))?.refreshingUntil, SOON)
        .toBeGreaterThan(one.now());
      expect(await two.refreshLocks.complete(ref, 2, { record: 'renewed', sealed: prove('newer') })).toBe(
        'written',
      );
      const renewed = { record: 'renewed', version: 3, refreshingUntil: 0 };
      await expect.poll(() => one.sessions.read(ref), SOON).toMatchObject(renewed);
      expect(await one.sessions.readTokens(ref)).toBe('newer');
      expect(await two.refreshLocks.acquire(ref, 1, 5000)).toEqual({ state: 'changed' });
    });

    test('a holder that outlived its turn cannot write over its successor', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      expect(await one.refreshLocks.acquire(ref, 1, 150)).toMatchObject({
        state: 'acquired',
        fencingToken: 2,
      });
      await pause(250);
      expect(await two.refreshLocks.acquire(ref, 1, 5000)).toEqual({ state: 'changed' });
      expect(await two.refreshLocks.acquire(ref, 2, 5000)).toMatchObject({
        state: 'acquired',
        fencingToken: 3,
      });
      expect(await one.refreshLocks.complete(ref, 2, { record: 'late', sealed: prove('late') })).toBe(
        'superseded',
      );
      expect(await one.refreshLocks.fail(ref, 2, BACKOFF)).toBeNull();
      expect(await two.refreshLocks.complete(ref, 3, { record: 'right', sealed: prove('right') })).toBe(
        'written',
      );
      expect(await one.sessions.readTokens(ref)).toBe('right');
    });

    test('a holder can extend its turn while it has it', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      expect(await one.refreshLocks.acquire(ref, 1, 200)).toMatchObject({
        state: 'acquired',
        fencingToken: 2,
      });
      expect(await one.refreshLocks.extend(ref, 2, 5000)).toBe(true);
      await pause(300);
      expect(await two.refreshLocks.acquire(ref, 2, 200)).toMatchObject({ state: 'busy' });
      expect(await one.refreshLocks.extend(ref, 1, 5000)).toBe(false);
      expect(await one.refreshLocks.complete(ref, 2, { record: 'r', sealed: prove('s') })).toBe('written');
      expect(await one.refreshLocks.extend(ref, 2, 5000)).toBe(false);
      expect(await one.refreshLocks.extend(newRef(), 2, 5000)).toBe(false);
    });

    test('a failed refresh asks for a pause that doubles, and success forgets it', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      const pauses: number[] = [];
      for (let fencingToken = 2; fencingToken < 5; fencingToken += 1) {
        expect(await one.refreshLocks.acquire(ref, fencingToken - 1, 5000)).toMatchObject({
          state: 'acquired',
          fencingToken,
        });
        const retryAt = await one.refreshLocks.fail(ref, fencingToken, { ...BACKOFF, baseMs: 100 });
        pauses.push((retryAt ?? 0) - one.now());
        expect(await two.refreshLocks.acquire(ref, fencingToken, 5000)).toEqual({ state: 'paused', retryAt });
        await expect.poll(() => two.sessions.read(ref), SOON).toMatchObject({ retryAt, refreshingUntil: 0 });
        await pause(Math.max(0, (retryAt ?? 0) - one.now()) + 5);
      }
      expect(pauses[1]).toBeGreaterThan((pauses[0] ?? 0) + 40);
      expect(pauses[2]).toBeGreaterThan((pauses[1] ?? 0) + 80);
      expect((await two.sessions.read(ref))?.outageSince).toBeGreaterThan(0);
      expect(await two.refreshLocks.acquire(ref, 4, 5000)).toMatchObject({ state: 'acquired' });
      expect(await two.refreshLocks.complete(ref, 5, { record: 'r', sealed: prove('s') })).toBe('written');
      await expect.poll(() => one.sessions.read(ref), SOON).toMatchObject({ retryAt: 0, outageSince: 0 });
    });

    test('ending takes record and index entry together and hands the tokens to the revocation queue', async () => {
      const tag = newTag();
      const [gone, kept] = [newRef(tag), newRef(tag)];
      await one.sessions.create(newSession(gone));
      await one.sessions.create(newSession(kept));
      expect(await two.sessions.end(tag, [gone.idHash, newRef().idHash], true)).toEqual({
        ended: [gone.idHash],
        remaining: 1,
      });
      await expect.poll(() => one.sessions.read(gone), SOON).toBeNull();
      expect(await one.sessions.readTokens(gone)).toBeNull();
      expect(await one.sessions.list(tag)).toEqual([kept.idHash]);
      expect(await one.revocations.pending(tag)).toEqual([
        { idHash: gone.idHash, field: gone.idHash, sealed: `sealed of ${gone.idHash}` },
      ]);
      expect(await one.sessions.end(tag, [gone.idHash], true)).toEqual({ ended: [], remaining: 1 });
      await two.revocations.remove(tag, gone.idHash);
      expect(await one.revocations.pending(tag)).toEqual([]);
      expect(await one.sessions.end(tag, [kept.idHash], false)).toEqual({
        ended: [kept.idHash],
        remaining: 0,
      });
      expect(await one.revocations.pending(tag)).toEqual([]);
    });

    test('nothing brings an ended session back', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      expect(await one.refreshLocks.acquire(ref, 1, 5000)).toMatchObject({ state: 'acquired' });
      await two.sessions.end(ref.tag, [ref.idHash], false);
      expect(await one.refreshLocks.complete(ref, 2, { record: 'x', sealed: prove('x') })).toBe('gone');
      expect(await one.refreshLocks.fail(ref, 2, BACKOFF)).toBeNull();
      expect(await one.sessions.touch(ref, MINUTE, one.now() + MINUTE)).toBe(false);
      expect(
        await one.appData.write(ref, 'a', '1', { maxTotalBytes: 100, maxValues: MANY, guestMs: null }),
      ).toBe('gone');
      expect(await one.refreshLocks.acquire(ref, 2, 5000)).toEqual({ state: 'gone' });
      await expect.poll(() => one.sessions.read(ref), SOON).toBeNull();
      expect(await one.appData.readAll(ref)).toEqual(new Map());
    });

    test('beyond the maximum the oldest sessions end', async () => {
      const tag = newTag();
      const refs = Array.from({ length: 4 }, () => newRef(tag));
      for (const ref of refs.slice(0, 3)) {
        expect(await one.sessions.create(newSession(ref, { maxSessions: 3 }))).toMatchObject({ ended: [] });
        await pause(3);
      }
      const [first, ...rest] = refs;
      const last = refs[3] ?? newRef();
      expect(await two.sessions.create(newSession(last, { maxSessions: 3 }))).toEqual({
        ended: [first?.idHash],
        remaining: 3,
      });
      expect(await one.sessions.list(tag)).toEqual(rest.map((ref) => ref.idHash));
      expect(await one.revocations.pending(tag)).toHaveLength(1);
    });

    test('a session takes the place of the one it replaces', async () => {
      const tag = newTag();
      const [former, other, next] = [newRef(tag), newRef(tag), newRef(tag)];
      await one.sessions.create(newSession(former));
      await one.sessions.create(newSession(other));
      const created = await two.sessions.create(newSession(next, { replaces: former.idHash }));
      expect(created).toEqual({ ended: [former.idHash], remaining: 2 });
      expect((await one.sessions.list(tag)).sort()).toEqual([other.idHash, next.idHash].sort());
      expect(await one.revocations.pending(tag)).toHaveLength(1);
    });

    test('a session moves to a new id only as long as it lives unchanged', async () => {
      const tag = newTag();
      const [former, next, late] = [newRef(tag), newRef(tag), newRef(tag)];
      await one.sessions.create(newSession(former));
      expect(await one.sessions.move(move(former, next, 2))).toBe(false);
      expect(await two.sessions.move(move(former, next, 1))).toBe(true);
      expect(await two.sessions.move(move(former, late, 1))).toBe(false);
      expect(await one.sessions.list(tag)).toEqual([next.idHash]);
      await expect.poll(() => one.sessions.read(former), SOON).toBeNull();
      await expect.poll(() => one.sessions.read(next), SOON).toMatchObject({ version: 1 });
      expect(await one.revocations.pending(tag)).toEqual([]);
    });

    test('app data that is written while a session moves goes with it or is refused', async () => {
      const tag = newTag();
      const [former, next] = [newRef(tag), newRef(tag)];
      const limits = { maxTotalBytes: 10_000, maxValues: MANY, guestMs: null };
      await one.sessions.create(newSession(former, { data: new Map([['before', 'x']]) }));
      const names = Array.from({ length: 100 }, (_, i) => `n${i}`);
      const write = (name: string) => two.appData.write(former, name, 'x', limits);
      const early = names.slice(0, 50).map(write);
      const moving = one.sessions.move(move(former, next, 1));
      const outcomes = await Promise.all([...early, ...names.slice(50).map(write)]);
      expect(await moving).toBe(true);
      const written = names.filter((_, i) => outcomes[i] === 'written');
      expect(outcomes).toEqual(names.map((name) => (written.includes(name) ? 'written' : 'gone')));
      expect([...(await two.appData.readAll(next)).keys()].sort()).toEqual(['before', ...written].sort());
      expect(await two.appData.write(former, 'late', 'x', limits)).toBe('gone');
      expect(await one.sessions.readTokens(next)).toBe(`sealed of ${next.idHash}`);
    });

    test('sessions that ran out leave the list', async () => {
      const tag = newTag();
      const [short, long] = [newRef(tag), newRef(tag)];
      await one.sessions.create(newSession(short, { idleMs: 100 }));
      await one.sessions.create(newSession(long));
      await pause(200);
      await two.sessions.prune(tag, [short.idHash, long.idHash]);
      expect(await one.sessions.list(tag)).toEqual([long.idHash]);
    });

    test('fifty sign-ins at once are all listed', async () => {
      const tag = newTag();
      const refs = Array.from({ length: 50 }, () => newRef(tag));
      await Promise.all(
        refs.map((ref, i) => (i % 2 ? one : two).sessions.create(newSession(ref, { maxSessions: 100 }))),
      );
      expect((await one.sessions.list(tag)).sort()).toEqual(refs.map((ref) => ref.idHash).sort());
    });

    test('app data lives and dies with the session, within its limit', async () => {
      const ref = newRef();
      const limits = { maxTotalBytes: 20, maxValues: MANY, guestMs: null };
      expect(await one.appData.write(ref, 'a', '1', limits)).toBe('gone');
      await one.sessions.create(newSession(ref, { data: new Map([['moved', 'é']]) }));
      expect(await two.appData.write(ref, 'a', '12345', limits)).toBe('written');
      expect(await two.appData.readAll(ref)).toEqual(
        new Map([
          ['moved', 'é'],
          ['a', '12345'],
        ]),
      );
      expect(await two.appData.write(ref, 'b', '1234567', limits)).toBe('too_large');
      expect(await two.appData.write(ref, 'a', '12345678901', limits)).toBe('written');
      expect(await one.appData.read(ref, 'a')).toBe('12345678901');
      expect(await one.appData.read(ref, 'b')).toBeNull();
      expect(await one.appData.delete(ref, 'a')).toBe(true);
      expect(await one.appData.delete(ref, 'a')).toBe(false);
      await one.sessions.end(ref.tag, [ref.idHash], false);
      expect(await one.appData.read(ref, 'moved')).toBeNull();
    });

    test('a session keeps so many values of app data and no more, however they come and go', async () => {
      const ref = newRef();
      const limits = { maxTotalBytes: 1000, maxValues: 3, guestMs: null };
      const write = (store: Store, name: string, value = '1') =>
        store.appData.write(ref, name, value, limits);
      await one.sessions.create(newSession(ref, { data: new Map([['a', '1']]) }));
      expect([await write(one, 'b'), await write(two, 'c'), await write(one, 'd')]).toEqual([
        'written',
        'written',
        'too_many',
      ]);
      expect(await write(two, 'c', '22')).toBe('written');
      expect(await one.appData.delete(ref, 'd')).toBe(false);
      expect(await one.appData.delete(ref, 'b')).toBe(true);
      expect(await write(two, 'd')).toBe('written');
      expect(await write(two, 'e')).toBe('too_many');
      const values = { a: '1', c: '22', d: '1' };
      expect(await two.appData.readAll(ref)).toEqual(new Map(Object.entries(values)));
    });

    test('what is deleted or written over counts no more', async () => {
      const ref = newRef();
      const limits = { maxTotalBytes: 10, maxValues: MANY, guestMs: null };
      await one.sessions.create(newSession(ref));
      for (let round = 0; round < 3; round += 1) {
        expect(await one.appData.write(ref, 'a', 'é1234567', limits)).toBe('written');
        expect(await two.appData.write(ref, 'a', '1', limits)).toBe('written');
        expect(await two.appData.write(ref, 'b', '1234567', limits)).toBe('written');
        expect(await one.appData.write(ref, 'a', '12', limits)).toBe('too_large');
        expect(await one.appData.delete(ref, 'b')).toBe(true);
      }
    });

    test('many who write at once do not exceed the limit between them', async () => {
      const ref = newRef();
      const limits = { maxTotalBytes: 10_000, maxValues: 10, guestMs: null };
      await one.sessions.create(newSession(ref));
      const outcomes = await Promise.all(
        Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two).appData.write(ref, `n${i}`, 'x', limits)),
      );
      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(10);
      expect(await one.appData.readAll(ref)).toHaveProperty('size', 10);
    });

    test('tokens and app data last as long as their session and no longer', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref, { idleMs: 900 }));
      await one.appData.write(ref, 'a', '1', { maxTotalBytes: 100, maxValues: MANY, guestMs: null });
      await pause(600);
      expect(await two.sessions.touch(ref, 900, one.now() + MINUTE)).toBe(true);
      await pause(600);
      expect(await two.sessions.readTokens(ref)).toBe(`sealed of ${ref.idHash}`);
      expect(await two.appData.read(ref, 'a')).toBe('1');
      await pause(600);
      expect(await two.sessions.readTokens(ref)).toBeNull();
      expect(await two.appData.readAll(ref)).toEqual(new Map());
      expect(
        await two.appData.write(ref, 'a', '2', { maxTotalBytes: 100, maxValues: MANY, guestMs: null }),
      ).toBe('gone');
    });

    test('app data cannot reach the fields of the session itself', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      for (const name of ['r', 't', 'v']) {
        await one.appData.write(ref, name, 'mine', { maxTotalBytes: 100, maxValues: MANY, guestMs: null });
        expect(await one.appData.read(ref, name)).toBe('mine');
      }
      expect(await one.sessions.read(ref)).toMatchObject({ record: `record of ${ref.idHash}`, version: 1 });
      expect(await two.sessions.readTokens(ref)).toBe(`sealed of ${ref.idHash}`);
    });

    test('a guest has data and no session, and dropping guests leaves sessions alone', async () => {
      const [guest, ref] = [newRef(), newRef()];
      expect(
        await one.appData.write(guest, 'theme', 'dark', {
          maxTotalBytes: 100,
          maxValues: MANY,
          guestMs: MINUTE,
        }),
      ).toBe('written');
      expect(await two.sessions.read(guest)).toBeNull();
      expect(await two.sessions.readTokens(guest)).toBeNull();
      expect(await two.refreshLocks.acquire(guest, 0, 1000)).toEqual({ state: 'gone' });
      expect(await two.sessions.touch(guest, MINUTE, one.now() + MINUTE)).toBe(false);
      expect(await two.appData.readAll(guest)).toEqual(new Map([['theme', 'dark']]));
      await one.sessions.create(newSession(ref));
      await Promise.all([two.appData.dropGuest(guest), two.appData.dropGuest(ref)]);
      expect(await one.appData.readAll(guest)).toEqual(new Map());
      expect(await one.sessions.read(ref)).not.toBeNull();
    });

    test("a guest's data runs out some time after the last change", async () => {
      const guest = newRef();
      const limits = { maxTotalBytes: 100, maxValues: MANY, guestMs: 400 };
      await one.appData.write(guest, 'a', '1', limits);
      await pause(250);
      await two.appData.write(guest, 'b', '1', limits);
      await pause(250);
      expect(await two.appData.read(guest, 'a')).toBe('1');
      await pause(350);
      expect(await two.appData.read(guest, 'a')).toBeNull();
    });

    test('what may be used once is used by exactly one of many', async () => {
      const use = (store: Store, id: string) => store.oneTimeValues.use(id, MINUTE);
      const id = newTag();
      const uses = await Promise.all(Array.from({ length: 10 }, (_, i) => use(i % 2 ? one : two, id)));
      expect(uses.filter(Boolean)).toHaveLength(1);
      expect(await use(two, newTag())).toBe(true);
    });

    test('what was given back may be used again, once', async () => {
      const id = newTag();
      expect(await one.oneTimeValues.use(id, MINUTE)).toBe(true);
      await two.oneTimeValues.giveBack(id);
      expect(await one.oneTimeValues.use(id, MINUTE)).toBe(true);
      expect(await two.oneTimeValues.use(id, MINUTE)).toBe(false);
    });

    test('a use is forgotten after its time', async () => {
      const id = newTag();
      expect(await one.oneTimeValues.use(id, 100)).toBe(true);
      await expect.poll(() => two.oneTimeValues.use(id, 100), SOON).toBe(true);
    });

    test('revocations that are due are given to one process at a time, and again if it fails', async () => {
      const tag = newTag();
      await one.revocations.add(tag, newRef(tag).idHash, prove('sealed'));
      await one.revocations.schedule(tag, 0);
      await pause(5);
      const claims = (
        await Promise.all([one.revocations.claim(1000, 200), two.revocations.claim(1000, 200)])
      ).flat();
      const mine = claims.filter((claim) => claim.tag === tag);
      expect(mine).toHaveLength(1);
      await pause(300);
      const again = (await two.revocations.claim(1000, 60_000)).find((claim) => claim.tag === tag);
      expect(again?.lease).toBeGreaterThan(mine[0]?.lease ?? Number.POSITIVE_INFINITY);
      if (mine[0]) await one.revocations.retire(mine[0]);
      await one.revocations.schedule(tag, 0);
      await pause(5);
      if (again) await one.revocations.retire(again);
      const third = (await one.revocations.claim(1000, 60_000)).find((claim) => claim.tag === tag);
      expect(third?.tag).toBe(tag);
      if (third) await one.revocations.retire(third);
      expect((await one.revocations.claim(1000, 0)).filter((claim) => claim.tag === tag)).toEqual([]);
    });

    test('the security log gives the newest entries first and keeps a bounded number', async () => {
      const tag = newTag();
      const last = LIMITS.events + 9;
      for (let i = 0; i < last; i += 2) {
        await one.securityLog.append(tag, 'seen', [`event ${i}`, `event ${i + 1}`]);
      }
      const events = await two.securityLog.read(tag, ['seen'], 1000);
      expect(events).toHaveLength(LIMITS.events);
      expect(events[0]?.event).toBe(`event ${last}`);
      expect(Math.abs((events[0]?.at ?? 0) - one.now())).toBeLessThan(5000);
      const newest = await two.securityLog.read(tag, ['seen'], 2);
      expect(newest.map(({ event }) => event)).toEqual([`event ${last}`, `event ${last - 1}`]);
    });

    test('no kind of entry pushes out another', async () => {
      const tag = newTag();
      await one.securityLog.append(tag, 'rare', ['the one that counts']);
      await pause(5);
      for (let i = 0; i < 3; i += 1) {
        await two.securityLog.append(
          tag,
          'frequent',
          Array.from({ length: LIMITS.events }, () => 'noise'),
        );
      }
      await pause(5);
      await one.securityLog.append(tag, 'rare', ['the latest']);
      const kinds = ['rare', 'frequent', 'never'];
      const all = await two.securityLog.read(tag, kinds, 1000);
      expect(all).toHaveLength(LIMITS.events + 2);
      expect([all[0]?.event, all[1]?.event, all.at(-1)?.event]).toEqual([
        'the latest',
        'noise',
        'the one that counts',
      ]);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      expect((await two.securityLog.read(tag, kinds, 1)).map(({ event }) => event)).toEqual([
        'the latest',
        'noise',
      ]);
    });

    test('people are found by any name they were noted under, the latest first', async () => {
      const name = newTag();
      expect(await one.names.find(name)).toEqual([]);
      await one.names.note([name], 'ada', 60_000);
      await pause(5);
      await two.names.note([name], 'grace', 60_000);
      expect(await one.names.find(name)).toEqual(['grace', 'ada']);
      await pause(5);
      await one.names.note([name], 'ada', 60_000);
      expect(await two.names.find(name)).toEqual(['ada', 'grace']);
    });

    test('no more people are kept under one name than any one could have accounts', async () => {
      const name = newTag();
      for (let i = 0; i < LIMITS.namesakes + 5; i += 1) await one.names.note([name], `person ${i}`, 60_000);
      expect(await two.names.find(name)).toHaveLength(LIMITS.namesakes);
    });

    test('a person is forgotten in time', async () => {
      const name = newTag();
      await one.names.note([name], 'ada', 100);
      await expect.poll(() => one.names.find(name), SOON).toEqual([]);
    });

    test('of many who spend at once exactly as many may as there are', async () => {
      const [name, limit] = [newTag(), { most: 10, windowMs: 60 * MINUTE }];
      const waits = await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          (i % 2 ? one : two).budgets.spend('test', [{ name, points: 1, limit }]),
        ),
      );
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(10);
      for (const waitMs of waits.filter((wait) => wait > 0)) {
        expect(waitMs).toBeGreaterThan(5 * MINUTE);
        expect(waitMs).toBeLessThanOrEqual(6 * MINUTE);
      }
      expect(await one.budgets.spend('test', [{ name: newTag(), points: 1, limit }])).toBe(0);
    });

    test('what is given back can be spent again, and no more than that', async () => {
      const [name, limit] = [newTag(), { most: 10, windowMs: 60 * MINUTE }];
      expect(await one.budgets.spend('test', [{ name, points: 8, limit }])).toBe(0);
      expect(await one.budgets.spend('test', [{ name, points: 3, limit }])).toBeGreaterThan(0);
      await two.budgets.giveBack('test', [{ name, points: 5, limit }]);
      expect(await one.budgets.spend('test', [{ name, points: 7, limit }])).toBe(0);
      expect(await two.budgets.spend('test', [{ name, points: 1, limit }])).toBeGreaterThan(0);
      await one.budgets.giveBack('test', [{ name, points: 100, limit }]);
      expect(await two.budgets.spend('test', [{ name, points: 10, limit }])).toBe(0);
      expect(await two.budgets.spend('test', [{ name, points: 1, limit }])).toBeGreaterThan(0);
    });

    test('a budget comes back evenly, and refused tries do not put that off', async () => {
      const [name, limit] = [newTag(), { most: 2, windowMs: 1000 }];
      expect([
        await one.budgets.spend('test', [{ name, points: 1, limit }]),
        await two.budgets.spend('test', [{ name, points: 1, limit }]),
      ]).toEqual([0, 0]);
      const waitMs = await one.budgets.spend('test', [{ name, points: 1, limit }]);
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(500);
      await expect.poll(() => two.budgets.spend('test', [{ name, points: 1, limit }]), SOON).toBe(0);
    });

    test('a browser is new once', async () => {
      const tag = newTag();
      expect(await one.securityLog.knowsBrowser(tag, 'laptop')).toBe(false);
      expect(await one.securityLog.noteSignIn(tag, 'laptop', SIGN_IN)).toBe('first');
      expect(await two.securityLog.noteSignIn(tag, 'laptop', SIGN_IN)).toBe('known');
      expect(await two.securityLog.noteSignIn(tag, 'phone', SIGN_IN)).toBe('new');
      expect(await one.securityLog.noteSignIn(tag, 'laptop', SIGN_IN)).toBe('known');
      expect(await two.securityLog.knowsBrowser(tag, 'laptop')).toBe(true);
      expect(await two.securityLog.knowsBrowser(newTag(), 'laptop')).toBe(false);
    });

    test('a sign-in is written down with its browser, and one of a further browser twice', async () => {
      const tag = newTag();
      const told = async () =>
        (await one.securityLog.read(tag, ['signed_in', 'new_device'], 10)).map(({ event }) => event);
      await one.securityLog.noteSignIn(tag, 'laptop', SIGN_IN);
      await two.securityLog.noteSignIn(tag, 'laptop', SIGN_IN);
      expect(await told()).toEqual(['{"in":1}', '{"in":1}']);
      await two.securityLog.noteSignIn(tag, 'phone', SIGN_IN);
      expect((await told()).toSorted()).toEqual(['{"in":1}', '{"in":1}', '{"in":1}', '{"new":1}']);
    });

    test('who goes by several names is found by each', async () => {
      const names = [newTag(), newTag()];
      await one.names.note(names, 'ada', 60_000);
      for (const name of names) expect(await two.names.find(name)).toEqual(['ada']);
    });

    test('several budgets pay together, or none of them does', async () => {
      const [wide, narrow] = [newTag(), newTag()];
      const pay = (name: string, most: number, points = 1) => ({
        name,
        points,
        limit: { most, windowMs: 60 * MINUTE },
      });
      const both = [pay(narrow, 2), pay(wide, 3)];
      expect([await one.budgets.spend('test', both), await two.budgets.spend('test', both)]).toEqual([0, 0]);
      for (let refused = 0; refused < 5; refused += 1) {
        expect(await one.budgets.spend('test', both)).toBeGreaterThan(20 * MINUTE);
      }
      expect(await two.budgets.spend('test', [pay(wide, 3)])).toBe(0);
      expect(await two.budgets.spend('test', [pay(wide, 3)])).toBeGreaterThan(0);
      await one.budgets.giveBack('test', both);
      expect(await two.budgets.spend('test', both)).toBe(0);
      expect(await one.budgets.spend('another', both)).toBe(0);
    });

    test('what is kept of a user can be forgotten, and nobody else’s with it', async () => {
      const [tag, other, name] = [newTag(), newTag(), newTag()];
      for (const each of [tag, other]) {
        await one.securityLog.noteSignIn(each, 'laptop', SIGN_IN);
        await one.names.note([name], each, 60_000);
      }
      await two.securityLog.forget(tag, ['signed_in', 'ended']);
      await two.names.forget(name, tag);
      expect(await one.securityLog.read(tag, ['signed_in'], 10)).toEqual([]);
      expect(await one.securityLog.knowsBrowser(tag, 'laptop')).toBe(false);
      expect(await one.names.find(name)).toEqual([other]);
      expect(await one.securityLog.read(other, ['signed_in'], 10)).toHaveLength(1);
      expect(await one.securityLog.knowsBrowser(other, 'laptop')).toBe(true);
      await two.names.forget(name, other);
      expect(await one.names.find(name)).toEqual([]);
    });

    test('a waiter learns of a change', async () => {
      const ref = newRef();
      await one.sessions.create(newSession(ref));
      const seen = await two.sessions.read(ref);
      const changed = two.sessions.waitForChange(ref, 5000);
      await one.refreshLocks.acquire(ref, 1, 1000);
      const before = performance.now();
      await changed;
      expect(performance.now() - before).toBeLessThan(1000);
      await expect
        .poll(async () => (await two.sessions.read(ref))?.version, SOON)
        .toBeGreaterThan(seen?.version ?? 0);
    });
  });
}

/** Waits until a store that is being started, or is failing over, answers. */
export async function untilUp(store: Store, limitMs = 20_000): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  for (;;) {
    try {
      return await store.ping();
    } catch (error) {
      if (!hasCode(error, 'store_unavailable') || performance.now() > giveUpAt) throw error;
      await pause(50);
    }
  }
}

/** Two clients of one server, and how to be rid of all three. */
export function twoClients(
  config: StoreConfig,
  stop: () => Promise<void>,
): { stores: [Store, Store]; close(): Promise<void> } {
  // A busy machine is no failure of a store; the time limit has tests of its own.
  const open = () => openBuiltStore(config, { commandTimeoutMs: 8000 });
  const stores: [Store, Store] = [open(), open()];
  return {
    stores,
    async close() {
      await Promise.all(stores.map((store) => store.close()));
      await stop();
    },
  };
}
