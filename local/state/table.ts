/** What a journal line records: a table's name, a key, and the new record (absent when deleted). */
export interface Change {
  readonly table: string;
  readonly key: string;
  readonly value?: unknown;
}

export interface TableOptions<T, I extends string> {
  /** The record's own key. */
  readonly key: (record: T) => string;
  /** Further ways to find records; each may give several values for one record. */
  readonly indexes?: { readonly [name in I]: (record: T) => readonly string[] };
}

/**
 * Records by key, with indexes, so that no look-up walks over all of them. Records are values: change one by
 * putting a new one in its place.
 */
export class Table<T, I extends string = never> {
  private readonly records = new Map<string, T>();
  private readonly indexed = new Map<I, Map<string, Set<string>>>();

  constructor(
    private readonly options: TableOptions<T, I>,
    private readonly changed: (key: string, value?: T) => void = () => {},
  ) {
    for (const name of Object.keys(options.indexes ?? {})) this.indexed.set(name as I, new Map());
  }

  get(key: string): T | undefined {
    return this.records.get(key);
  }

  /** All records with this value in that index, in the order they were last indexed. */
  by(index: I, value: string): T[] {
    const keys = this.indexed.get(index)?.get(value) ?? [];
    return [...keys].flatMap((key) => this.records.get(key) ?? []);
  }

  first(index: I, value: string): T | undefined {
    const [key] = this.indexed.get(index)?.get(value) ?? [];
    return key === undefined ? undefined : this.records.get(key);
  }

  values(): IterableIterator<T> {
    return this.records.values();
  }

  get size(): number {
    return this.records.size;
  }

  put(record: T): T {
    const key = this.options.key(record);
    this.load(key, record);
    this.changed(key, record);
    return record;
  }

  /** @returns the record that was there, which makes this also the way to use something once. */
  delete(key: string): T | undefined {
    const record = this.records.get(key);
    if (record === undefined) return undefined;
    this.unload(key, record);
    this.changed(key);
    return record;
  }

  clear(): void {
    for (const key of [...this.records.keys()]) this.delete(key);
  }

  /** Applies what was read from disk, recording nothing. */
  load(key: string, record: T | undefined): void {
    const before = this.records.get(key);
    if (before !== undefined) this.unload(key, before);
    if (record === undefined) return;
    this.records.set(key, record);
    this.eachIndexValue(record, (values, value) => {
      const keys = values.get(value) ?? new Set();
      values.set(value, keys.add(key));
    });
  }

  private unload(key: string, record: T): void {
    this.records.delete(key);
    this.eachIndexValue(record, (values, value) => {
      const keys = values.get(value);
      keys?.delete(key);
      if (keys?.size === 0) values.delete(value);
    });
  }

  private eachIndexValue(record: T, visit: (values: Map<string, Set<string>>, value: string) => void): void {
    for (const [name, values] of this.indexed) {
      for (const value of this.options.indexes?.[name](record) ?? []) visit(values, value);
    }
  }
}
