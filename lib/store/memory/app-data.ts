import type { AppDataRecords } from '../port';
import type { DataLimits, WriteOutcome } from '../records';
import type { SessionRef } from '../session-ref';
import type { MemoryRecord, MemoryRecords } from './records';

/** UTF-8 bytes of a value with its name; none for one that is not there. */
function size(name: string, value: string | undefined): number {
  return value === undefined ? 0 : Buffer.byteLength(name) + Buffer.byteLength(value);
}

export class MemoryAppData implements AppDataRecords {
  /** Counted once, then kept with each change. */
  readonly #sizes = new WeakMap<MemoryRecord, number>();

  constructor(private readonly records: MemoryRecords) {}

  async read(ref: SessionRef, name: string): Promise<string | null> {
    return this.records.get(ref)?.data.get(name) ?? null;
  }

  async readAll(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(this.records.get(ref)?.data);
  }

  async write(ref: SessionRef, name: string, value: string, limits: DataLimits): Promise<WriteOutcome> {
    const known = this.records.get(ref);
    if (!known && limits.guestMs === null) return 'gone';
    const record: MemoryRecord = known ?? { stored: null, sealed: null, failures: 0, data: new Map() };
    const former = record.data.get(name);
    const count = record.data.size + (former === undefined ? 1 : 0);
    const bytes = this.#bytes(record) - size(name, former) + size(name, value);
    if (bytes > limits.maxTotalBytes) return 'too_large';
    if (count > limits.maxValues) return 'too_many';
    record.data.set(name, value);
    this.#sizes.set(record, bytes);
    if (limits.guestMs !== null) this.records.set(ref, record, limits.guestMs);
    return 'written';
  }

  async delete(ref: SessionRef, name: string): Promise<boolean> {
    const record = this.records.get(ref);
    const former = record?.data.get(name);
    if (record === undefined || former === undefined) return false;
    this.#sizes.set(record, this.#bytes(record) - size(name, former));
    return record.data.delete(name);
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    if (this.records.get(ref)?.stored === null) this.records.delete(ref);
  }

  #bytes(record: MemoryRecord): number {
    const known = this.#sizes.get(record);
    return known ?? [...record.data].reduce((sum, [name, value]) => sum + size(name, value), 0);
  }
}
