/**
 * The store's clock, as seen from this process: Redis's time when last heard plus what a monotonic timer has counted
 * since. The machine's own date is never used, so a wrong or jumping clock does no harm.
 */
export class StoreClock {
  #heardAt: number | null = null;
  #difference = 0;

  /** @param storeMs epoch milliseconds that Redis has just answered */
  heard(storeMs: number): void {
    this.#heardAt = performance.now();
    this.#difference = storeMs - this.#heardAt;
  }

  get isSet(): boolean {
    return this.#heardAt !== null;
  }

  /** Epoch milliseconds. Before Redis has first been heard there is no session to judge, and the local date serves. */
  now(): number {
    return this.#heardAt === null ? Date.now() : Math.round(performance.now() + this.#difference);
  }
}
