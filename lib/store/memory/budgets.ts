import { costMs } from '../limit';
import type { BudgetRecords, Payment } from '../port';
import { ExpiringMap } from './expiring-map';

/** Budgets of this process alone. */
export class MemoryBudgets implements BudgetRecords {
  /** Until when what was spent keeps a budget busy: epoch milliseconds. */
  readonly #busy: ExpiringMap<number>;

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {
    this.#busy = new ExpiringMap(now);
  }

  async spend(kind: string, payments: readonly Payment[]): Promise<number> {
    const now = this.now();
    const due = payments.map(({ name, points, limit }) => {
      const key = `${kind} ${name}`;
      const busy = Math.max(now, this.#busy.get(key) ?? 0) + costMs(points, limit);
      return { key, busy, waitMs: busy - now - limit.windowMs };
    });
    const refused = due.find(({ waitMs }) => waitMs > 0);
    if (refused) return refused.waitMs;
    for (const { key, busy } of due) this.#busy.set(key, busy, busy - now);
    return 0;
  }

  async giveBack(kind: string, payments: readonly Payment[]): Promise<void> {
    const now = this.now();
    for (const { name, points, limit } of payments) {
      const key = `${kind} ${name}`;
      const busy = (this.#busy.get(key) ?? 0) - costMs(points, limit);
      if (busy <= now) this.#busy.delete(key);
      else this.#busy.set(key, busy, busy - now);
    }
  }
}
