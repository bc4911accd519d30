import type { SessionRef } from '../session/types';
import { type RedisDriver, withinLimit } from './driver';
import * as kept from './kept-scripts';
import { storeKeys } from './keys';
import {
  type Backoff,
  type DataLimits,
  type EndedSessions,
  KEPT,
  type NewSession,
  type PendingRevocation,
  type RefreshResult,
  type RefreshTurn,
  type RevocationClaim,
  type SealedTokens,
  type Store,
  type StoredEvent,
  type StoredSession,
  type StoreHooks,
} from './port';
import { asArray, asNumber, asPairs, asText, asTextOrNull } from './reply';
import type { Script } from './script';
import * as scripts from './session-scripts';
import { StoreClock } from './store-clock';
import { TrackedReads } from './tracked-reads';

const DEFAULT_COMMAND_TIMEOUT_MS = 1000;
const DEFAULT_MAX_STALENESS_MS = 2000;
/** How often a waiter looks again where Redis does not push invalidations. */
const POLL_MS = 100;

/** The store on any Redis that runs Lua: what differs between kinds of Redis is in the driver. */
export class ScriptedStore implements Store {
  readonly kind: string;
  readonly #clock = new StoreClock();
  readonly #reads: TrackedReads<StoredSession | null>;
  readonly #limitMs: number;
  readonly #cached: boolean;

  constructor(
    private readonly driver: RedisDriver,
    hooks: StoreHooks,
  ) {
    this.kind = driver.kind;
    this.#limitMs = hooks.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
    const maxStalenessMs = hooks.maxStalenessMs ?? DEFAULT_MAX_STALENESS_MS;
    this.#cached = maxStalenessMs > 0;
    this.#reads = new TrackedReads(maxStalenessMs);
    driver.onInvalidate((key) => this.#reads.invalidate(key));
    driver.onReady(() => this.ping().catch((error: unknown) => hooks.onTrouble?.(error)));
  }

  now(): number {
    return this.#clock.now();
  }

  readSession(ref: SessionRef): Promise<StoredSession | null> {
    const key = storeKeys.session(ref);
    const load = async () =>
      parseSession(await this.#command(key, ['HMGET', key, 'r', 'v', 'l', 'k', 'b', 'o']));
    return this.#cached && this.driver.tracking ? this.#reads.read(key, load) : load();
  }

  async waitForChange(ref: SessionRef, maxMs: number): Promise<void> {
    const tracked = this.#cached && this.driver.tracking;
    await this.#reads.nextChange(storeKeys.session(ref), tracked ? maxMs : Math.min(maxMs, POLL_MS));
  }

  async readTokens(ref: SessionRef): Promise<SealedTokens | null> {
    const key = storeKeys.session(ref);
    const [version, sealed] = asArray(await this.#command(key, ['HMGET', key, 'v', 't'])).map(asTextOrNull);
    return version && sealed ? { version: Number(version), sealed } : null;
  }

  async createSession(session: NewSession): Promise<EndedSessions> {
    const others = new Set(await this.listSessions(session.ref.tag));
    if (session.replaces) others.add(session.replaces);
    return this.#create(session, [...others], '');
  }

  async continueSession(session: NewSession, idHash: string, version: number): Promise<boolean> {
    const continued = { ...session, replaces: idHash, maxSessions: Number.MAX_SAFE_INTEGER };
    return (await this.#create(continued, [idHash], String(version))).remaining >= 0;
  }

  async touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean> {
    const [done] = await this.#onSession(scripts.TOUCH, ref, [String(idleMs), String(absoluteExpiresAt)]);
    return asNumber(done) === 1;
  }

  async takeRefreshTurn(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshTurn> {
    const args = [String(seenVersion), String(leaseMs)];
    const [state, value, sealed] = await this.#onSession(scripts.TAKE_REFRESH_TURN, ref, args);
    switch (asText(state)) {
      case 'acquired':
        return { state: 'acquired', fence: asNumber(value), sealed: asText(sealed) };
      case 'busy':
        return { state: 'busy', forMs: asNumber(value) };
      case 'paused':
        return { state: 'paused', retryAt: asNumber(value) };
      case 'changed':
        return { state: 'changed' };
      default:
        return { state: 'gone' };
    }
  }

  async holdRefreshTurn(ref: SessionRef, fence: number, leaseMs: number): Promise<boolean> {
    const [held] = await this.#onSession(scripts.HOLD_REFRESH_TURN, ref, [String(fence), String(leaseMs)]);
    return asNumber(held) === 1;
  }

  async finishRefresh(
    ref: SessionRef,
    fence: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'> {
    const args = [String(fence), result.record, result.sealed];
    const outcome = asText((await this.#onSession(scripts.FINISH_REFRESH, ref, args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'superseded';
  }

  async failRefresh(ref: SessionRef, fence: number, backoff: Backoff): Promise<number | null> {
    const args = [fence, backoff.baseMs, backoff.maxMs, backoff.jitter].map(String);
    const [retryAt] = await this.#onSession(scripts.FAIL_REFRESH, ref, args);
    return asNumber(retryAt) || null;
  }

  async listSessions(tag: string): Promise<string[]> {
    const index = storeKeys.index(tag);
    return asArray(await this.#command(index, ['ZRANGE', index, '0', '-1'])).map(asText);
  }

  async endSessions(tag: string, idHashes: readonly string[], revoke: boolean): Promise<EndedSessions> {
    const reply = await this.#script(
      scripts.END_SESSIONS,
      [storeKeys.index(tag), storeKeys.revocations(tag), ...this.#keys(tag, idHashes)],
      [revoke ? '1' : '0', String(KEPT.revocationsMs), ...idHashes],
    );
    for (const key of this.#keys(tag, idHashes)) this.#reads.invalidate(key);
    return this.#ended(tag, reply);
  }

  async pruneIndex(tag: string, idHashes: readonly string[]): Promise<void> {
    if (idHashes.length === 0) return;
    await this.#script(
      scripts.PRUNE_INDEX,
      [storeKeys.index(tag), ...this.#keys(tag, idHashes)],
      [...idHashes],
    );
  }

  async readData(ref: SessionRef, name: string): Promise<string | null> {
    const key = storeKeys.session(ref);
    return asTextOrNull(await this.#command(key, ['HGET', key, `d:${name}`]));
  }

  async readAllData(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(asPairs(await this.#script(kept.READ_ALL_DATA, [storeKeys.session(ref)], [])));
  }

  async writeData(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'> {
    const args = [`d:${name}`, value, String(limits.maxTotalBytes), String(limits.guestMs ?? '')];
    const outcome = asText((await this.#onSession(kept.WRITE_DATA, ref, args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'too_large';
  }

  async deleteData(ref: SessionRef, name: string): Promise<boolean> {
    const key = storeKeys.session(ref);
    return asNumber(await this.#command(key, ['HDEL', key, `d:${name}`])) === 1;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    await this.#script(kept.DROP_GUEST, [storeKeys.session(ref)], []);
  }

  async scheduleRevocations(tag: string, delayMs: number): Promise<void> {
    const args = [tag, String(delayMs), String(KEPT.revocationsMs)];
    await this.#script(kept.SCHEDULE_REVOCATIONS, [storeKeys.revocationsDue], args);
  }

  async claimRevocations(limit: number, leaseMs: number): Promise<RevocationClaim[]> {
    const args = [String(limit), String(leaseMs)];
    const [lease, ...tags] = await this.#script(kept.CLAIM_REVOCATIONS, [storeKeys.revocationsDue], args);
    return tags.map((tag) => ({ tag: asText(tag), lease: asNumber(lease) }));
  }

  async queueRevocation(tag: string, field: string, sealed: string): Promise<void> {
    const args = [field, sealed, String(KEPT.revocationsMs)];
    await this.#script(kept.QUEUE_REVOCATION, [storeKeys.revocations(tag)], args);
  }

  async pendingRevocations(tag: string): Promise<PendingRevocation[]> {
    const pairs = asPairs(await this.#script(kept.PENDING_REVOCATIONS, [storeKeys.revocations(tag)], []));
    return pairs.map(([field, sealed]) => ({ field, sealed }));
  }

  async settleRevocation(tag: string, field: string): Promise<void> {
    const key = storeKeys.revocations(tag);
    await this.#command(key, ['HDEL', key, field]);
  }

  async retireClaim({ tag, lease }: RevocationClaim): Promise<void> {
    await this.#script(kept.RETIRE_CLAIM, [storeKeys.revocationsDue], [tag, String(lease)]);
  }

  async appendEvent(tag: string, event: string): Promise<void> {
    const args = [event, String(KEPT.events), String(KEPT.eventsMs)];
    await this.#script(kept.APPEND_EVENT, [storeKeys.events(tag)], args);
  }

  async readEvents(tag: string, limit: number): Promise<StoredEvent[]> {
    const key = storeKeys.events(tag);
    const reply = await this.#command(key, ['XREVRANGE', key, '+', '-', 'COUNT', String(limit)]);
    return asArray(reply).map((entry) => {
      const [id, fields] = asArray(entry);
      return { id: asText(id), at: Number(asText(id).split('-')[0]), event: asText(asArray(fields)[1]) };
    });
  }

  async rememberBrowser(tag: string, browserHash: string): Promise<'first' | 'known' | 'new'> {
    const args = [browserHash, String(KEPT.browsers), String(KEPT.browsersMs)];
    const [answer] = await this.#script(kept.REMEMBER_BROWSER, [storeKeys.browsers(tag)], args);
    const outcome = asText(answer);
    return outcome === 'first' || outcome === 'known' ? outcome : 'new';
  }

  async notePerson(name: string, sub: string, ttlMs: number): Promise<void> {
    const args = [sub, String(ttlMs), String(KEPT.namesakes)];
    await this.#script(kept.NOTE_PERSON, [storeKeys.person(name)], args);
  }

  async findPeople(name: string): Promise<string[]> {
    const key = storeKeys.person(name);
    return asArray(await this.#command(key, ['ZREVRANGE', key, '0', '-1'])).map(asText);
  }

  async putOnce(key: string, value: string, ttlMs: number): Promise<void> {
    const name = storeKeys.once(key);
    await this.#command(name, ['SET', name, value, 'PX', String(ttlMs)]);
  }

  async takeOnce(key: string): Promise<string | null> {
    const name = storeKeys.once(key);
    return asTextOrNull(await this.#command(name, ['GETDEL', name]));
  }

  /** Asks for the time, which also sets this process's idea of the store's clock. */
  async ping(): Promise<void> {
    const [seconds, microseconds] = asArray(await this.#command(storeKeys.revocationsDue, ['TIME']));
    this.#clock.heard(asNumber(seconds) * 1000 + Math.floor(asNumber(microseconds) / 1000));
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  async #create(session: NewSession, others: string[], version: string): Promise<EndedSessions> {
    const { ref, idleMs, absoluteMs, maxSessions, replaces, record, sealed, data } = session;
    const { tag, idHash } = ref;
    const numbers = [idleMs, absoluteMs, maxSessions, KEPT.revocationsMs].map(String);
    const fields = [...data].flatMap(([name, value]) => [`d:${name}`, value]);
    const reply = await this.#script(
      scripts.CREATE_SESSION,
      [storeKeys.index(tag), storeKeys.revocations(tag), storeKeys.session(ref), ...this.#keys(tag, others)],
      [...numbers, replaces ?? '', version, idHash, record, sealed, String(data.size), ...fields, ...others],
    );
    this.#reads.invalidate(storeKeys.session(ref));
    return this.#ended(tag, reply);
  }

  #keys(tag: string, idHashes: Iterable<string>): string[] {
    return [...idHashes].map((idHash) => storeKeys.session({ tag, idHash }));
  }

  #ended(tag: string, [remaining, ...members]: unknown[]): EndedSessions {
    const ended = members.map(asText);
    for (const key of this.#keys(tag, ended)) this.#reads.invalidate(key);
    return { ended, remaining: asNumber(remaining) };
  }

  /** A script on one session; afterwards this process reads its own write even before Redis has pushed it. */
  async #onSession(script: Script, ref: SessionRef, args: string[]): Promise<unknown[]> {
    const key = storeKeys.session(ref);
    const reply = await this.#script(script, [key], args);
    this.#reads.invalidate(key);
    return reply;
  }

  async #script(script: Script, keys: [string, ...string[]], args: string[]): Promise<unknown[]> {
    const reply = await withinLimit(this.driver, this.#limitMs, () => this.driver.script(script, keys, args));
    const [now, ...rest] = asArray(reply);
    this.#clock.heard(asNumber(now));
    return rest;
  }

  #command(key: string, args: string[]): Promise<unknown> {
    return withinLimit(this.driver, this.#limitMs, () => this.driver.command(key, args));
  }
}

function parseSession(reply: unknown): StoredSession | null {
  const [record, version, lastSeenAt, refreshingUntil, retryAt, outageSince] = asArray(reply);
  const text = asTextOrNull(record);
  if (text === null) return null;
  return {
    record: text,
    version: asNumber(version),
    lastSeenAt: asNumber(lastSeenAt),
    refreshingUntil: asNumber(refreshingUntil),
    retryAt: asNumber(retryAt),
    outageSince: asNumber(outageSince),
  };
}
