import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The absolute path of the first of these programs that is on this machine.
 *
 * @param candidates names to look for on PATH, and absolute paths, the best first
 * @throws Error naming them when there is none
 */
export function findProgram(candidates: readonly string[]): string {
  const directories = (process.env.PATH ?? '').split(delimiter);
  const paths = candidates.flatMap((name) =>
    name.startsWith('/') ? [name] : directories.map((directory) => join(directory, name)),
  );
  const found = paths.find(isExecutable);
  if (found === undefined) throw new Error(`This test needs ${candidates.join(' or ')} on PATH.`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
