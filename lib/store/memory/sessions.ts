import type { SessionRecords } from '../port';
import type { EndedSessions, NewSession, SessionMove, StoredSession } from '../records';
import type { HashTag, SessionIdHash, SessionRef } from '../session-ref';
import { AT_REST, type MemoryRecords } from './records';
import type { MemoryRevocations } from './revocations';

export class MemorySessions implements SessionRecords {
  readonly #indexes = new Map<HashTag, SessionIdHash[]>();

  constructor(
    private readonly records: MemoryRecords,
    private readonly revocations: MemoryRevocations,
  ) {}

  async read(ref: SessionRef): Promise<StoredSession | null> {
    return this.records.get(ref)?.stored ?? null;
  }

  async waitForChange(_ref: SessionRef, maxMs: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, Math.min(maxMs, 20)));
  }

  async readTokens(ref: SessionRef): Promise<string | null> {
    const record = this.records.get(ref);
    return record?.stored ? record.sealed : null;
  }

  async create(session: NewSession): Promise<EndedSessions> {
    const { tag, idHash } = session.ref;
    const stored = { ...AT_REST, record: session.record, version: 1, lastSeenAt: this.records.now() };
    const record = { stored, sealed: session.sealed, failures: 0, data: new Map(session.data) };
    this.records.set(session.ref, record, Math.min(session.idleMs, session.absoluteMs));
    const others = this.#index(tag);
    this.#indexes.set(tag, [...others, idHash]);
    const surplus = others.filter((other) => other !== session.replaces);
    const oldest = surplus.slice(0, Math.max(0, surplus.length + 1 - session.maxSessions));
    return this.end(tag, [...(session.replaces ? [session.replaces] : []), ...oldest], true);
  }

  async move({ from, to, version, ...moved }: SessionMove): Promise<boolean> {
    const former = this.records.get(from);
    if (former?.stored?.version !== version) return false;
    this.#end(from, false);
    const unlimited = { maxSessions: Number.POSITIVE_INFINITY, replaces: null };
    await this.create({ ...moved, ...unlimited, ref: to, data: former.data });
    return true;
  }

  async touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean> {
    const record = this.records.get(ref);
    const left = Math.min(idleMs, absoluteExpiresAt - this.records.now());
    if (!record?.stored || left <= 0) return false;
    record.stored = { ...record.stored, lastSeenAt: this.records.now() };
    this.records.extend(ref, left);
    return true;
  }

  async list(tag: HashTag): Promise<SessionIdHash[]> {
    return this.#index(tag);
  }

  async end(tag: HashTag, idHashes: readonly SessionIdHash[], revoke: boolean): Promise<EndedSessions> {
    const ended = [...new Set(idHashes)].filter((idHash) => this.#end({ tag, idHash }, revoke));
    const left = this.#index(tag);
    if (left.length === 0) this.#indexes.delete(tag);
    else this.#indexes.set(tag, left);
    return { ended, remaining: left.length };
  }

  async prune(tag: HashTag): Promise<void> {
    this.#index(tag);
  }

  /** The user's live sessions, oldest first. */
  #index(tag: HashTag): SessionIdHash[] {
    return (this.#indexes.get(tag) ?? []).filter((idHash) => this.records.get({ tag, idHash }));
  }

  #end(ref: SessionRef, revoke: boolean): boolean {
    const record = this.records.get(ref);
    if (!record) return false;
    this.records.delete(ref);
    if (revoke && record.sealed) this.revocations.keep(ref.tag, ref.idHash, record.sealed);
    return true;
  }
}
