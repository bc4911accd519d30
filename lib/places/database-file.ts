import 'server-only';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What stands before the metadata, which begins in the last 128 KiB (MaxMind DB File Format Specification 2.0). */
const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const MOST_METADATA_BYTES = 128 * 1024;

/**
 * Checks at start that there is such a database, without loading it: it may have a hundred megabytes.
 *
 * @throws Error whose message says what is wrong with the file
 */
export function checkDatabaseFile(path: string): void {
  if (!endOf(path).includes(MARKER)) {
    throw new Error('is not a database in MaxMind’s format (.mmdb)');
  }
}

function endOf(path: string): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const end = Buffer.alloc(Math.min(size, MOST_METADATA_BYTES));
    readSync(file, end, 0, end.length, size - end.length);
    return end;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    throw new Error(`cannot be read${code}`, { cause });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
