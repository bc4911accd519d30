import type {
  Backoff,
  EndedSessions,
  NewSession,
  RefreshResult,
  RefreshTurn,
  SessionRef,
  Store,
  StoredSession,
} from '../port';
import { KEPT, storeKeys } from '../schema';
import { KeptInRedis } from './kept-in-redis';
import { asArray, asNumber, asText, asTextOrNull } from './reply';
import * as scripts from './session-scripts';

/** How often a waiter looks again where Redis does not push invalidations. */
const POLL_MS = 100;

/** The store on any Redis that runs Lua: what differs between kinds of Redis is in the driver. */
export class ScriptedStore extends KeptInRedis implements Store {
  readSession(ref: SessionRef): Promise<StoredSession | null> {
    const key = storeKeys.session(ref);
    const load = async () => {
      if (!this.clock.isSet) await this.knowTime();
      return parseSession(await this.command(key, ['GET', key]));
    };
    return this.cached ? this.reads.read(key, load) : load();
  }

  async waitForChange(ref: SessionRef, maxMs: number): Promise<void> {
    await this.reads.nextChange(storeKeys.session(ref), this.cached ? maxMs : Math.min(maxMs, POLL_MS));
  }

  async readTokens(ref: SessionRef): Promise<string | null> {
    const key = storeKeys.stash(ref);
    return asTextOrNull(await this.command(key, ['HGET', key, 't']));
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
    const [done] = await this.onSession(scripts.TOUCH, ref, [String(idleMs), String(absoluteExpiresAt)]);
    return asNumber(done) === 1;
  }

  async takeRefreshTurn(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshTurn> {
    const args = [String(seenVersion), String(leaseMs)];
    const [state, value, sealed] = await this.onSession(scripts.TAKE_REFRESH_TURN, ref, args);
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
    const [held] = await this.onSession(scripts.HOLD_REFRESH_TURN, ref, [String(fence), String(leaseMs)]);
    return asNumber(held) === 1;
  }

  async finishRefresh(
    ref: SessionRef,
    fence: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'> {
    const args = [String(fence), result.record, result.sealed];
    const outcome = asText((await this.onSession(scripts.FINISH_REFRESH, ref, args))[0]);
    return outcome === 'written' || outcome === 'gone' ? outcome : 'superseded';
  }

  async failRefresh(ref: SessionRef, fence: number, backoff: Backoff): Promise<number | null> {
    const args = [fence, backoff.baseMs, backoff.maxMs, backoff.jitter].map(String);
    const [retryAt] = await this.onSession(scripts.FAIL_REFRESH, ref, args);
    return asNumber(retryAt) || null;
  }

  async listSessions(tag: string): Promise<string[]> {
    const index = storeKeys.index(tag);
    return asArray(await this.command(index, ['ZRANGE', index, '0', '-1'])).map(asText);
  }

  async endSessions(tag: string, idHashes: readonly string[], revoke: boolean): Promise<EndedSessions> {
    const reply = await this.script(
      scripts.END_SESSIONS,
      [storeKeys.index(tag), storeKeys.revocations(tag), ...this.#keys(tag, idHashes)],
      [revoke ? '1' : '0', String(KEPT.revocationsMs), ...idHashes],
    );
    this.#forget(tag, idHashes);
    return parseEnded(reply);
  }

  async pruneIndex(tag: string, idHashes: readonly string[]): Promise<void> {
    if (idHashes.length === 0) return;
    const keys = idHashes.map((idHash) => storeKeys.session({ tag, idHash }));
    await this.script(scripts.PRUNE_INDEX, [storeKeys.index(tag), ...keys], [...idHashes]);
  }

  async #create(session: NewSession, others: string[], version: string): Promise<EndedSessions> {
    const { idleMs, absoluteMs, maxSessions, replaces, record, sealed, data } = session;
    const { tag, idHash } = session.ref;
    const numbers = [idleMs, absoluteMs, maxSessions, KEPT.revocationsMs].map(String);
    const fields = [...data].flatMap(([name, value]) => [`d:${name}`, value]);
    const reply = await this.script(
      scripts.CREATE_SESSION,
      [storeKeys.index(tag), storeKeys.revocations(tag), ...this.#keys(tag, [idHash, ...others])],
      [...numbers, replaces ?? '', version, idHash, record, sealed, String(data.size), ...fields, ...others],
    );
    const created = parseEnded(reply);
    this.#forget(tag, [idHash, ...created.ended]);
    return created;
  }

  /** Session and stash of each. */
  #keys(tag: string, idHashes: readonly string[]): string[] {
    return idHashes.flatMap((idHash) => [
      storeKeys.session({ tag, idHash }),
      storeKeys.stash({ tag, idHash }),
    ]);
  }

  #forget(tag: string, idHashes: readonly string[]): void {
    for (const idHash of idHashes) this.reads.invalidate(storeKeys.session({ tag, idHash }));
  }
}

function parseEnded([remaining, ...members]: unknown[]): EndedSessions {
  return { ended: members.map(asText), remaining: asNumber(remaining) };
}

/** The form that `session-scripts.ts` writes. @throws TypeError for any other */
const FORM = /^(\d+) (\d+) (\d+) (\d+) (\d+) \d+ (.*)$/s;

function parseSession(reply: unknown): StoredSession | null {
  const text = asTextOrNull(reply);
  if (text === null) return null;
  const [, version, lastSeenAt, refreshingUntil, retryAt, outageSince, record] = FORM.exec(text) ?? [];
  if (record === undefined) throw new TypeError('expected a session from Redis');
  return {
    record,
    version: asNumber(version),
    lastSeenAt: asNumber(lastSeenAt),
    refreshingUntil: asNumber(refreshingUntil),
    retryAt: asNumber(retryAt),
    outageSince: asNumber(outageSince),
  };
}
