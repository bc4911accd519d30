import { costMs, type Limit } from '../limit';
import type { BudgetRecords } from '../port';
import { ExpiringMap } from './expiring-map';

/** Budgets of this process alone. */
export class MemoryBudgets implements BudgetRecords {
  /** Until when what was spent keeps a budget busy: epoch milliseconds. */
  readonly #busy: ExpiringMap<number>;

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {
    this.#busy = new ExpiringMap(now);
  }

  async spend(name: string, points: number, limit: Limit): Promise<number> {
    const now = this.now();
    const busy = Math.max(now, this.#busy.get(name) ?? 0) + costMs(points, limit);
    if (busy - now > limit.windowMs) return busy - now - limit.windowMs;
    this.#busy.set(name, busy, busy - now);
    return 0;
  }

  async giveBack(name: string, points: number, limit: Limit): Promise<void> {
    const now = this.now();
    const busy = (this.#busy.get(name) ?? 0) - costMs(points, limit);
    if (busy <= now) this.#busy.delete(name);
    else this.#busy.set(name, busy, busy - now);
  }
}
