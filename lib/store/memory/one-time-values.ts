import type { OneTimeValues } from '../port';
import { ExpiringMap } from './expiring-map';

export class MemoryOneTimeValues implements OneTimeValues {
  readonly #once: ExpiringMap<string>;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#once = new ExpiringMap(now);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    this.#once.set(key, value, ttlMs);
  }

  async take(key: string): Promise<string | null> {
    const value = this.#once.get(key) ?? null;
    this.#once.delete(key);
    return value;
  }
}
