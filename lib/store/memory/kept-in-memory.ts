import type { PendingRevocation, RevocationClaim, StoredEvent, StoreHooks } from '../port';
import { KEPT } from '../schema';
import { ExpiringMap } from './expiring-map';

/** What is kept beside the sessions, in this process's memory. */
export class KeptInMemory {
  readonly now: () => number;
  readonly #revocations = new Map<string, Map<string, string>>();
  readonly #due = new Map<string, number>();
  readonly #events: ExpiringMap<StoredEvent[]>;
  readonly #browsers: ExpiringMap<string[]>;
  readonly #people: ExpiringMap<string[]>;
  readonly #once: ExpiringMap<string>;
  #eventCount = 0;

  constructor(hooks: StoreHooks) {
    this.now = hooks.now ?? Date.now;
    this.#events = new ExpiringMap(this.now);
    this.#browsers = new ExpiringMap(this.now);
    this.#people = new ExpiringMap(this.now);
    this.#once = new ExpiringMap(this.now);
  }

  async scheduleRevocations(tag: string, delayMs: number): Promise<void> {
    this.#due.set(tag, Math.min(this.#due.get(tag) ?? Number.POSITIVE_INFINITY, this.now() + delayMs));
  }

  async claimRevocations(limit: number, leaseMs: number): Promise<RevocationClaim[]> {
    const now = this.now();
    const due = [...this.#due].filter(([, at]) => at <= now).sort((a, b) => a[1] - b[1]);
    const claims = due.slice(0, limit).map(([tag]) => ({ tag, lease: now + leaseMs }));
    for (const { tag, lease } of claims) this.#due.set(tag, lease);
    return claims;
  }

  async queueRevocation(tag: string, field: string, sealed: string): Promise<void> {
    const queue = this.#revocations.get(tag) ?? new Map<string, string>();
    this.#revocations.set(tag, queue.set(field, sealed));
  }

  async pendingRevocations(tag: string): Promise<PendingRevocation[]> {
    return [...(this.#revocations.get(tag) ?? [])].map(([field, sealed]) => ({ field, sealed }));
  }

  async settleRevocation(tag: string, field: string): Promise<void> {
    const queue = this.#revocations.get(tag);
    queue?.delete(field);
    if (queue?.size === 0) this.#revocations.delete(tag);
  }

  async retireClaim({ tag, lease }: RevocationClaim): Promise<void> {
    if (this.#due.get(tag) === lease) this.#due.delete(tag);
  }

  async appendEvents(tag: string, events: readonly string[]): Promise<void> {
    const at = this.now();
    const newest = events.map((event) => ({ id: `${at}-${++this.#eventCount}`, at, event })).reverse();
    const earlier = (this.#events.get(tag) ?? []).filter((kept) => kept.at >= at - KEPT.eventsMs);
    this.#events.set(tag, [...newest, ...earlier].slice(0, KEPT.events), KEPT.eventsMs);
  }

  async readEvents(tag: string, limit: number): Promise<StoredEvent[]> {
    return (this.#events.get(tag) ?? []).slice(0, limit);
  }

  async rememberBrowser(tag: string, browserHash: string): Promise<'first' | 'known' | 'new'> {
    const known = this.#browsers.get(tag) ?? [];
    const others = known.filter((browser) => browser !== browserHash);
    this.#browsers.set(tag, [browserHash, ...others].slice(0, KEPT.browsers), KEPT.browsersMs);
    if (known.length === 0) return 'first';
    return others.length < known.length ? 'known' : 'new';
  }

  async notePerson(name: string, sub: string, ttlMs: number): Promise<void> {
    const others = (this.#people.get(name) ?? []).filter((known) => known !== sub);
    this.#people.set(name, [sub, ...others].slice(0, KEPT.namesakes), ttlMs);
  }

  async findPeople(name: string): Promise<string[]> {
    return [...(this.#people.get(name) ?? [])];
  }

  async putOnce(key: string, value: string, ttlMs: number): Promise<void> {
    this.#once.set(key, value, ttlMs);
  }

  async takeOnce(key: string): Promise<string | null> {
    const value = this.#once.get(key) ?? null;
    this.#once.delete(key);
    return value;
  }
}
