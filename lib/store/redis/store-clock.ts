import { ageOf, isUndisputed, type Moment, moment } from '../moment';

/**
 * The store's clock, as seen from this process: Redis's time when last heard plus what has passed since. The machine's
 * own date is never taken for the time, so a wrong or jumping clock does no harm.
 */
export class StoreClock {
  #heard: { readonly storeMs: number; readonly at: Moment } | null = null;

  /** @param storeMs epoch milliseconds that Redis has just answered */
  heard(storeMs: number): void {
    this.#heard = { storeMs, at: moment() };
  }

  /** False: Redis has not been heard, or this process's clocks disagree on how long ago, as after a freeze. */
  get isCertain(): boolean {
    return this.#heard !== null && isUndisputed(this.#heard.at);
  }

  /** Epoch milliseconds. Before Redis has first been heard there is no session to judge, and the local date serves. */
  now(): number {
    return this.#heard === null ? Date.now() : Math.round(this.#heard.storeMs + ageOf(this.#heard.at));
  }
}
