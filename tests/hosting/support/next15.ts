import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { consoleVariables } from '@/scripts/hosting';
import { makeArtefact } from '@/scripts/hosting-build';
import { findFreePorts } from '@/scripts/ports';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';
import type { TestArtefact } from './test-artefact';
import { testSettings } from './test-build';

/** Next 15 checks types through TypeScript's JavaScript interface, which version 7 no longer has. */
const PACKAGES = ['next@15.5', 'typescript@5.9'];

const FLAGS = [
  '--no-save',
  '--no-package-lock',
  '--no-audit',
  '--no-fund',
  '--legacy-peer-deps',
  '--prefer-offline',
];

/** A copy of this repository on Next 15.5, and what Amplify Hosting would deploy of it. */
export interface Next15Build extends TestArtefact {
  readonly tree: TreeCopy;
}

/** Copies, installs and builds, in two to three minutes. Whoever asks removes the tree. */
export async function buildOnNext15(): Promise<Next15Build> {
  const tree = await copyTree('next15');
  // npm writes this file in place, and here it is a hard link to the one of the tree itself.
  rmSync(join(tree.path, 'node_modules/.package-lock.json'), { force: true });
  execFileSync('npm', ['install', ...FLAGS, ...PACKAGES], { cwd: tree.path, stdio: 'pipe' });
  const port = await findFreePorts();
  const artefact = await makeArtefact({
    root: tree.path,
    checkout: tree.path,
    artefact: join(tree.path, '.latchkey/artefact'),
    variables: consoleVariables(testSettings(), `http://localhost:${port}`),
    onLine: () => undefined,
  });
  return { tree, artefact, port };
}
