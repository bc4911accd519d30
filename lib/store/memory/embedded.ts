import type {
  Backoff,
  DataLimits,
  EndedSessions,
  NewSession,
  RefreshResult,
  RefreshTurn,
  SessionRef,
  Store,
  StoredSession,
} from '../port';
import { storeKeys } from '../schema';
import { ExpiringMap } from './expiring-map';
import { KeptInMemory } from './kept-in-memory';

interface Kept {
  stored: StoredSession | null;
  sealed: string;
  failures: number;
  readonly data: Map<string, string>;
}

/** No refresh is under way, paused or failing. */
const AT_REST = { refreshingUntil: 0, retryAt: 0, outageSince: 0 } as const;

/** The store in this process's memory. Every method runs to its end without waiting, which makes it atomic. */
export class EmbeddedStore extends KeptInMemory implements Store {
  readonly kind = 'embedded';
  readonly #sessions = new ExpiringMap<Kept>(this.now);
  readonly #indexes = new Map<string, string[]>();

  async readSession(ref: SessionRef): Promise<StoredSession | null> {
    return this.#get(ref)?.stored ?? null;
  }

  async waitForChange(_ref: SessionRef, maxMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(maxMs, 20)));
  }

  async readTokens(ref: SessionRef): Promise<string | null> {
    const kept = this.#get(ref);
    return kept?.stored ? kept.sealed : null;
  }

  async createSession(session: NewSession): Promise<EndedSessions> {
    const { tag, idHash } = session.ref;
    const stored = { ...AT_REST, record: session.record, version: 1, lastSeenAt: this.now() };
    const kept = { stored, sealed: session.sealed, failures: 0, data: new Map(session.data) };
    this.#sessions.set(storeKeys.session(session.ref), kept, Math.min(session.idleMs, session.absoluteMs));
    const others = this.#index(tag);
    this.#indexes.set(tag, [...others, idHash]);
    const surplus = others.filter((other) => other !== session.replaces);
    const oldest = surplus.slice(0, Math.max(0, surplus.length + 1 - session.maxSessions));
    return this.endSessions(tag, [...(session.replaces ? [session.replaces] : []), ...oldest], true);
  }

  async continueSession(session: NewSession, idHash: string, version: number): Promise<boolean> {
    const former = this.#get({ tag: session.ref.tag, idHash });
    if (former?.stored?.version !== version) return false;
    this.#end({ tag: session.ref.tag, idHash }, false);
    await this.createSession({ ...session, replaces: null });
    return true;
  }

  async touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean> {
    const kept = this.#get(ref);
    const left = Math.min(idleMs, absoluteExpiresAt - this.now());
    if (!kept?.stored || left <= 0) return false;
    kept.stored = { ...kept.stored, lastSeenAt: this.now() };
    this.#sessions.extend(storeKeys.session(ref), left);
    return true;
  }

  async takeRefreshTurn(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshTurn> {
    const kept = this.#get(ref);
    const now = this.now();
    if (!kept?.stored) return { state: 'gone' };
    const { refreshingUntil, version, retryAt } = kept.stored;
    if (refreshingUntil > now) return { state: 'busy', forMs: refreshingUntil - now };
    if (version !== seenVersion) return { state: 'changed' };
    if (retryAt > now) return { state: 'paused', retryAt };
    kept.stored = { ...kept.stored, version: version + 1, refreshingUntil: now + leaseMs };
    return { state: 'acquired', fence: version + 1, sealed: kept.sealed };
  }

  async holdRefreshTurn(ref: SessionRef, fence: number, leaseMs: number): Promise<boolean> {
    const kept = this.#get(ref);
    if (kept?.stored?.version !== fence) return false;
    kept.stored = { ...kept.stored, refreshingUntil: this.now() + leaseMs };
    return true;
  }

  async finishRefresh(
    ref: SessionRef,
    fence: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'> {
    const kept = this.#get(ref);
    if (!kept?.stored) return 'gone';
    if (kept.stored.version !== fence) return 'superseded';
    const { lastSeenAt } = kept.stored;
    kept.stored = { ...AT_REST, record: result.record, version: fence + 1, lastSeenAt };
    kept.sealed = result.sealed;
    kept.failures = 0;
    return 'written';
  }

  async failRefresh(ref: SessionRef, fence: number, backoff: Backoff): Promise<number | null> {
    const kept = this.#get(ref);
    if (kept?.stored?.version !== fence) return null;
    const pause = Math.min(backoff.maxMs, backoff.baseMs * 2 ** Math.min(kept.failures, 20));
    const retryAt = this.now() + Math.floor(pause * (0.5 + backoff.jitter / 2));
    const outageSince = kept.stored.outageSince || this.now();
    kept.stored = { ...kept.stored, refreshingUntil: 0, retryAt, outageSince };
    kept.failures += 1;
    return retryAt;
  }

  async listSessions(tag: string): Promise<string[]> {
    return this.#index(tag);
  }

  async endSessions(tag: string, idHashes: readonly string[], revoke: boolean): Promise<EndedSessions> {
    const ended = [...new Set(idHashes)].filter((idHash) => this.#end({ tag, idHash }, revoke));
    const left = this.#index(tag);
    if (left.length === 0) this.#indexes.delete(tag);
    else this.#indexes.set(tag, left);
    return { ended, remaining: left.length };
  }

  async pruneIndex(tag: string): Promise<void> {
    this.#index(tag);
  }

  async readData(ref: SessionRef, name: string): Promise<string | null> {
    return this.#get(ref)?.data.get(name) ?? null;
  }

  async readAllData(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(this.#get(ref)?.data);
  }

  async writeData(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'> {
    const kept = this.#get(ref);
    if (!kept && limits.guestMs === null) return 'gone';
    const data = new Map(kept?.data).set(name, value);
    const size = [...data].flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (size > limits.maxTotalBytes) return 'too_large';
    const guest: Kept = { stored: null, sealed: '', failures: 0, data };
    if (kept) kept.data.set(name, value);
    else this.#sessions.set(storeKeys.session(ref), guest, limits.guestMs ?? 0);
    return 'written';
  }

  async deleteData(ref: SessionRef, name: string): Promise<boolean> {
    return this.#get(ref)?.data.delete(name) ?? false;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    if (this.#get(ref)?.stored === null) this.#sessions.delete(storeKeys.session(ref));
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {}

  #get(ref: SessionRef): Kept | undefined {
    return this.#sessions.get(storeKeys.session(ref));
  }

  /** The user's live sessions, oldest first. */
  #index(tag: string): string[] {
    return (this.#indexes.get(tag) ?? []).filter((idHash) => this.#get({ tag, idHash }));
  }

  #end(ref: SessionRef, revoke: boolean): boolean {
    const kept = this.#get(ref);
    if (!kept) return false;
    this.#sessions.delete(storeKeys.session(ref));
    if (revoke && kept.sealed) void this.queueRevocation(ref.tag, ref.idHash, kept.sealed);
    return true;
  }
}
