import type { AppDataRecords } from '../port';
import type { DataLimits } from '../records';
import type { SessionRef } from '../session-ref';
import type { MemoryRecord, MemoryRecords } from './records';

export class MemoryAppData implements AppDataRecords {
  constructor(private readonly records: MemoryRecords) {}

  async read(ref: SessionRef, name: string): Promise<string | null> {
    return this.records.get(ref)?.data.get(name) ?? null;
  }

  async readAll(ref: SessionRef): Promise<Map<string, string>> {
    return new Map(this.records.get(ref)?.data);
  }

  async write(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'> {
    const record = this.records.get(ref);
    if (!record && limits.guestMs === null) return 'gone';
    const data = new Map(record?.data).set(name, value);
    const size = [...data].flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (size > limits.maxTotalBytes) return 'too_large';
    const guest: MemoryRecord = { stored: null, sealed: null, failures: 0, data };
    if (record) record.data.set(name, value);
    else this.records.set(ref, guest, limits.guestMs ?? 0);
    return 'written';
  }

  async delete(ref: SessionRef, name: string): Promise<boolean> {
    return this.records.get(ref)?.data.delete(name) ?? false;
  }

  async dropGuest(ref: SessionRef): Promise<void> {
    if (this.records.get(ref)?.stored === null) this.records.delete(ref);
  }
}
