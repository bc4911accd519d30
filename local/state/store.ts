import { Journal } from './journal';
import { lockDirectory } from './lock';
import { type Change, Table, type TableOptions } from './table';

interface OpenTable {
  load(key: string, value: unknown): void;
  changes(): Iterable<Change>;
}

/**
 * Everything the local AWS remembers: tables in memory, every change in a journal on disk. A request is answered
 * only after {@link durable}, so what a caller was told survives a crash.
 */
export class Store {
  private readonly tables = new Map<string, OpenTable>();
  private readonly past: Change[] = [];
  private readonly journal: Journal | undefined;
  private readonly unlock: (() => void) | undefined;

  /**
   * @param directory where to keep the state; without one it lives and dies with the process
   * @throws Error with one line when another process keeps its state there
   */
  constructor(directory?: string) {
    if (!directory) return;
    this.unlock = lockDirectory(directory);
    this.journal = new Journal(directory, () => this.everything());
    for (const change of this.journal.replay()) this.past.push(change);
  }

  /** A table that survives a restart. Ask for each name once. */
  table<T, I extends string = never>(name: string, options: TableOptions<T, I>): Table<T, I> {
    const table = new Table<T, I>(options, (key, value) => {
      this.journal?.record({ table: name, key, value });
    });
    // What comes from our own journal has the form that was written to it.
    const load = (key: string, value: unknown) => table.load(key, value as T | undefined);
    for (const change of this.past) if (change.table === name) load(change.key, change.value);
    this.tables.set(name, {
      load,
      *changes() {
        for (const value of table.values()) yield { table: name, key: options.key(value), value };
      },
    });
    return table;
  }

  /** To be called once all tables have been asked for: frees what was read from disk. */
  ready(): void {
    this.past.length = 0;
  }

  async durable(): Promise<void> {
    await this.journal?.durable();
  }

  private *everything(): Iterable<Change> {
    for (const table of this.tables.values()) yield* table.changes();
  }

  async close(): Promise<void> {
    await this.journal?.close();
    this.unlock?.();
  }
}
