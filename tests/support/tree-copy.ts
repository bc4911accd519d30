import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';
import { temporaryDirectory } from './temporary-directory';

const LEFT_OUT = ['node_modules', '.git', '.next', '.latchkey', '.env', '.env.local', '.env.production'];

export interface TreeCopy {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * A copy of the source tree with the same packages, to change and build without touching this one. The packages are
 * hard links, so they take neither time nor space: never write into them, replace them.
 */
export async function copyTree(name: string): Promise<TreeCopy> {
  const directory = await temporaryDirectory(name);
  cpSync(projectRoot, directory.path, {
    recursive: true,
    filter: (source) => !LEFT_OUT.includes(basename(source)) || !isTopLevel(source),
  });
  const modules = [join(projectRoot, 'node_modules'), directory.path];
  try {
    execFileSync('cp', ['-al', ...modules], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', ...modules]); // another file system, or a cp without -l
  }
  return directory;
}

function isTopLevel(source: string): boolean {
  return join(source, '..') === projectRoot;
}
