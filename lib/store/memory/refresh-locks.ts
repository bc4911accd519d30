import type { RefreshLocks } from '../port';
import type { Backoff, RefreshLock, RefreshResult } from '../records';
import type { SessionRef } from '../session-ref';
import { AT_REST, type MemoryRecords } from './records';

export class MemoryRefreshLocks implements RefreshLocks {
  constructor(private readonly records: MemoryRecords) {}

  async acquire(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshLock> {
    const record = this.records.get(ref);
    const now = this.records.now();
    if (!record?.stored || record.sealed === null) return { state: 'gone' };
    const { refreshingUntil, version, retryAt } = record.stored;
    if (refreshingUntil > now) return { state: 'busy', forMs: refreshingUntil - now };
    if (version !== seenVersion) return { state: 'changed' };
    if (retryAt > now) return { state: 'paused', retryAt };
    record.stored = { ...record.stored, version: version + 1, refreshingUntil: now + leaseMs };
    return { state: 'acquired', fencingToken: version + 1, sealed: record.sealed };
  }

  async extend(ref: SessionRef, fencingToken: number, leaseMs: number): Promise<boolean> {
    const record = this.records.get(ref);
    if (record?.stored?.version !== fencingToken) return false;
    record.stored = { ...record.stored, refreshingUntil: this.records.now() + leaseMs };
    return true;
  }

  async complete(
    ref: SessionRef,
    fencingToken: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'> {
    const record = this.records.get(ref);
    if (!record?.stored) return 'gone';
    if (record.stored.version !== fencingToken) return 'superseded';
    const { lastSeenAt } = record.stored;
    record.stored = { ...AT_REST, record: result.record, version: fencingToken + 1, lastSeenAt };
    record.sealed = result.sealed;
    record.failures = 0;
    return 'written';
  }

  async fail(ref: SessionRef, fencingToken: number, backoff: Backoff): Promise<number | null> {
    const record = this.records.get(ref);
    if (record?.stored?.version !== fencingToken) return null;
    const pause = Math.min(backoff.maxMs, backoff.baseMs * 2 ** Math.min(record.failures, 20));
    const retryAt = this.records.now() + Math.floor(pause * (0.5 + backoff.jitter / 2));
    const outageSince = record.stored.outageSince || this.records.now();
    record.stored = { ...record.stored, refreshingUntil: 0, retryAt, outageSince };
    record.failures += 1;
    return retryAt;
  }
}
