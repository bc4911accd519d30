import type { OneTimeValues } from '../port';
import { ExpiringMap } from './expiring-map';

export class MemoryOneTimeValues implements OneTimeValues {
  readonly #used: ExpiringMap<true>;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#used = new ExpiringMap(now);
  }

  async use(id: string, ttlMs: number): Promise<boolean> {
    if (this.#used.get(id)) return false;
    this.#used.set(id, true, ttlMs);
    return true;
  }

  async giveBack(id: string): Promise<void> {
    this.#used.delete(id);
  }
}
