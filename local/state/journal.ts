import {
  closeSync,
  existsSync,
  fdatasync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  write as writeFile,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Change } from './table';

/** A journal this long is replaced by a snapshot, if the snapshot is not longer still. */
const COMPACT_ABOVE_BYTES = 32 * 1024 * 1024;
const sync = promisify(fdatasync);

/** Writes all of it: the system may take less than it is given. */
async function write(file: number, text: string): Promise<void> {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    const { bytesWritten } = await promisify(writeFile)(file, rest);
    rest = rest.subarray(bytesWritten);
  }
}
const WRITE_CHUNK_CHARACTERS = 1 << 20;

/**
 * Changes on disk: `snapshot.<n>` (everything at one moment) and `journal.<n>` (what changed since). Which `n`
 * counts is decided by one atomic rename, so a crash at any point leaves a whole state: the old pair or the new
 * one. A line that the crash cut short was never acknowledged and is left out.
 */
export class Journal {
  private pending: string[] = [];
  private writing: Promise<void> | undefined;
  private bytes = 0;
  private snapshotBytes = 0;
  private generation: number;
  private file: number;

  /** Opens or makes the directory. {@link replay} gives what it holds. */
  constructor(
    private readonly directory: string,
    private readonly everything: () => Iterable<Change>,
  ) {
    mkdirSync(directory, { recursive: true });
    this.generation = currentGeneration(directory);
    const path = this.path('journal');
    cutTornLine(path);
    this.file = openSync(path, 'a');
  }

  private path(kind: 'journal' | 'snapshot'): string {
    return join(this.directory, `${kind}.${this.generation}`);
  }

  /** Every change of the past, in order. */
  *replay(): Iterable<Change> {
    for (const kind of ['snapshot', 'journal'] as const) {
      for (const line of lines(this.path(kind))) yield* JSON.parse(line) as Change[];
    }
  }

  /** Remembers a change; it is on disk when {@link durable} has resolved. */
  record(change: Change): void {
    this.pending.push(JSON.stringify(change));
  }

  /** Resolves when everything recorded so far has been written and fsynced. Calls share one write. */
  async durable(): Promise<void> {
    while (this.pending.length > 0 || this.writing) {
      this.writing ??= this.writePending().finally(() => {
        this.writing = undefined;
      });
      await this.writing;
    }
  }

  private async writePending(): Promise<void> {
    const line = `[${this.pending.join(',')}]\n`;
    this.pending = [];
    this.bytes += line.length;
    await write(this.file, line);
    await sync(this.file);
    if (this.bytes > Math.max(COMPACT_ABOVE_BYTES, this.snapshotBytes)) this.compact();
  }

  /** Starts a new generation from the whole state. Synchronous, so that no change can slip in between. */
  private compact(): void {
    const old = [this.path('snapshot'), this.path('journal')];
    const next = this.generation + 1;
    this.snapshotBytes = writeSnapshot(this.directory, next, this.everything());
    closeSync(this.file);
    this.generation = next;
    this.file = openSync(this.path('journal'), 'a');
    // They are part of the snapshot already.
    this.pending = [];
    this.bytes = 0;
    for (const path of old) rmSync(path, { force: true });
  }

  async close(): Promise<void> {
    await this.durable();
    closeSync(this.file);
  }
}

/** The newest generation whose snapshot was completed; 0 is the one that started without a snapshot. */
function currentGeneration(directory: string): number {
  const pointer = join(directory, 'generation');
  return existsSync(pointer) ? Number(readFileSync(pointer, 'utf8')) : 0;
}

function* lines(path: string): Iterable<string> {
  if (!existsSync(path)) return;
  // Cut up as bytes: a long life's journal does not fit into one string.
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) return;
    yield bytes.toString('utf8', start, end);
    start = end + 1;
  }
}

/** Otherwise the next line would be appended to the torn one and both be lost. */
function cutTornLine(path: string): void {
  if (!existsSync(path)) return;
  const text = readFileSync(path);
  const end = text.lastIndexOf(0x0a) + 1;
  if (end === text.length) return;
  replaceFile(path, (file) => writeSync(file, text.subarray(0, end)));
}

function writeSnapshot(directory: string, generation: number, everything: Iterable<Change>): number {
  let bytes = 0;
  replaceFile(join(directory, `snapshot.${generation}`), (file) => {
    let chunk = '';
    for (const change of everything) {
      chunk += `${JSON.stringify([change])}\n`;
      if (chunk.length < WRITE_CHUNK_CHARACTERS) continue;
      bytes += writeSync(file, chunk);
      chunk = '';
    }
    bytes += writeSync(file, chunk);
  });
  replaceFile(join(directory, 'generation'), (file) => writeSync(file, String(generation)));
  return bytes;
}

/** Writes beside the file, fsyncs, and renames into place. */
function replaceFile(path: string, write: (file: number) => void): void {
  const file = openSync(`${path}.new`, 'w');
  write(file);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
}
