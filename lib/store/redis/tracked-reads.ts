import { keepNewest } from '../bounded';
import { ageOf, type Moment, moment } from '../moment';

/** How many sessions one process keeps parsed at most; about 1.5 kB each. */
const MAX_ENTRIES = 20_000;

interface Entry<T> {
  readonly value: Promise<T>;
  /** When the read was sent: what comes back may be as old as that. */
  readonly sent: Moment;
}

/**
 * Reads that Redis promised to invalidate (RESP3 client tracking), kept until it does. Because a promise can get lost
 * in a dead connection, nothing older than `maxStalenessMs` is ever used.
 *
 * An invalidation removes also a read still under way, whose answer may predate the change: those who wait for it get
 * it, later readers ask again.
 */
export class TrackedReads<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #watchers = new Map<string, Set<() => void>>();

  constructor(private readonly maxStalenessMs: number) {}

  read(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && ageOf(known.sent) < this.maxStalenessMs) return known.value;
    const entry = { value: load(), sent: moment() };
    keepNewest(this.#entries, key, entry, MAX_ENTRIES);
    entry.value.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry.value;
  }

  /** @param key null forgets everything */
  invalidate(key: string | null): void {
    if (key === null) {
      this.#entries.clear();
      for (const waiting of [...this.#watchers.values()]) for (const wake of [...waiting]) wake();
      return;
    }
    this.#entries.delete(key);
    for (const wake of [...(this.#watchers.get(key) ?? [])]) wake();
  }

  /** Resolves at the next invalidation of `key`, or after `maxMs`. */
  async nextChange(key: string, maxMs: number): Promise<void> {
    const watchers = this.#watchers.get(key) ?? new Set();
    this.#watchers.set(key, watchers);
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        watchers.delete(wake);
        if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key);
        resolve();
      };
      const timer = setTimeout(wake, maxMs);
      watchers.add(wake);
    });
  }
}
