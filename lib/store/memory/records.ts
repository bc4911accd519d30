import type { Sealed, StoredSession } from '../records';
import { storeKeysOf } from '../schema';
import type { SessionRef } from '../session-ref';
import { ExpiringMap } from './expiring-map';

/** A session, or a guest's values, with everything that belongs to it. */
export interface MemoryRecord {
  /** Null: a guest's. */
  stored: StoredSession | null;
  /** Null: a guest's, who has no tokens. */
  sealed: Sealed | null;
  /** Refreshes that failed one after another. */
  failures: number;
  readonly data: Map<string, string>;
}

const storeKeys = storeKeysOf('');

/** No refresh is under way, paused or failing. */
export const AT_REST = { refreshingUntil: 0, retryAt: 0, outageSince: 0 } as const;

/** The records that sessions, refresh locks and app data share. */
export class MemoryRecords {
  readonly #records: ExpiringMap<MemoryRecord>;

  /** @param now epoch milliseconds */
  constructor(readonly now: () => number) {
    this.#records = new ExpiringMap(now);
  }

  get(ref: SessionRef): MemoryRecord | undefined {
    return this.#records.get(storeKeys.session(ref));
  }

  set(ref: SessionRef, record: MemoryRecord, lifetimeMs: number): void {
    this.#records.set(storeKeys.session(ref), record, lifetimeMs);
  }

  extend(ref: SessionRef, lifetimeMs: number): void {
    this.#records.extend(storeKeys.session(ref), lifetimeMs);
  }

  delete(ref: SessionRef): boolean {
    return this.#records.delete(storeKeys.session(ref));
  }
}
