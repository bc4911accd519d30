import type { NameRecords } from '../port';
import { LIMITS } from '../schema';
import { ExpiringMap } from './expiring-map';

export class MemoryNames implements NameRecords {
  readonly #people: ExpiringMap<string[]>;

  /** @param now epoch milliseconds */
  constructor(now: () => number) {
    this.#people = new ExpiringMap(now);
  }

  async note(names: readonly string[], sub: string, ttlMs: number): Promise<void> {
    for (const name of names) {
      const others = (this.#people.get(name) ?? []).filter((known) => known !== sub);
      this.#people.set(name, [sub, ...others].slice(0, LIMITS.namesakes), ttlMs);
    }
  }

  async find(name: string): Promise<string[]> {
    return [...(this.#people.get(name) ?? [])];
  }

  async forget(name: string, sub: string): Promise<void> {
    const known = this.#people.get(name);
    const at = known?.indexOf(sub) ?? -1;
    if (at >= 0) known?.splice(at, 1);
  }
}
