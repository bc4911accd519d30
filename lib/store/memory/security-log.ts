import { newestFirst } from '../newest-first';
import type { SecurityLogRecords } from '../port';
import type { SignInEvents, StoredEvent } from '../records';
import { LIMITS } from '../schema';
import type { HashTag } from '../session-ref';
import { ExpiringMap } from './expiring-map';

export class MemorySecurityLog implements SecurityLogRecords {
  readonly #events: ExpiringMap<StoredEvent[]>;
  readonly #browsers: ExpiringMap<string[]>;
  #eventCount = 0;

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {
    this.#events = new ExpiringMap(now);
    this.#browsers = new ExpiringMap(now);
  }

  async append(tag: HashTag, kind: string, events: readonly string[]): Promise<void> {
    const at = this.now();
    const name = `${tag} ${kind}`;
    const newest = events.map((event) => ({ id: `${at}-${++this.#eventCount}`, at, event })).reverse();
    const earlier = (this.#events.get(name) ?? []).filter((kept) => kept.at >= at - LIMITS.eventsMs);
    this.#events.set(name, [...newest, ...earlier].slice(0, LIMITS.events), LIMITS.eventsMs);
  }

  async read(tag: HashTag, kinds: readonly string[], limit: number): Promise<StoredEvent[]> {
    return newestFirst(kinds.map((kind) => (this.#events.get(`${tag} ${kind}`) ?? []).slice(0, limit)));
  }

  async noteSignIn(
    tag: HashTag,
    browserHash: string,
    { signedIn, newBrowser }: SignInEvents,
  ): Promise<'first' | 'known' | 'new'> {
    const known = this.#browsers.get(tag) ?? [];
    const others = known.filter((browser) => browser !== browserHash);
    this.#browsers.set(tag, [browserHash, ...others].slice(0, LIMITS.browsers), LIMITS.browsersMs);
    const isNew = known.length > 0 && others.length === known.length;
    for (const [kind, event] of isNew ? [signedIn, newBrowser] : [signedIn]) {
      await this.append(tag, kind, [event]);
    }
    if (known.length === 0) return 'first';
    return isNew ? 'new' : 'known';
  }

  async knowsBrowser(tag: HashTag, browserHash: string): Promise<boolean> {
    return (this.#browsers.get(tag) ?? []).includes(browserHash);
  }

  async forget(tag: HashTag, kinds: readonly string[]): Promise<void> {
    this.#browsers.delete(tag);
    for (const kind of kinds) this.#events.delete(`${tag} ${kind}`);
  }
}
