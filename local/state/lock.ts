import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Directories that this process holds: its own id in a lock is a leftover unless the directory is one of them. */
const held = new Set<string>();

/**
 * Keeps a second local AWS from writing to the same state: the compaction of one would lose what the other wrote.
 * The lock of a process that is no more is taken over.
 * @returns what gives the directory free again
 * @throws Error with one line when a running process holds it
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'lock');
  if (!create(path)) {
    const holder = Number(readFileSync(path, 'utf8'));
    if (isHeld(holder, path)) {
      throw new Error(
        `The state in ${directory} is in use by another local AWS (process ${holder}). Stop it, or set LOCAL_AWS_DATA to another directory. If that process is something else, delete ${path}.`,
      );
    }
    rmSync(path, { force: true });
    // Whoever was quicker now holds it.
    if (!create(path)) return lockDirectory(directory);
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** @returns whether the file was not there */
function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, `${process.pid}`);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(holder: number, path: string): boolean {
  if (holder === process.pid) return held.has(path);
  try {
    return Number.isInteger(holder) && holder > 0 && process.kill(holder, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
