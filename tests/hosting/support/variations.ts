import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { consoleVariables } from '@/scripts/hosting';
import { makeArtefact } from '@/scripts/hosting-build';
import { findFreePorts } from '@/scripts/ports';
import {
  hasCacheComponents,
  isCompiledByReact,
  withCacheComponents,
  withReactCompiler,
} from '@/tests/support/next-ways';
import { copyTree, type TreeCopy } from '@/tests/support/tree-copy';
import type { TestArtefact } from './test-artefact';
import { testSettings } from './test-build';

/** What makes a copy of the tree another. */
interface Change {
  /** Packages that it has instead of the tree's, or besides them. */
  readonly packages: readonly string[];
  make(path: string): void;
  /** Whether the build shows it: Next says of a setting that it no longer knows no more than a warning. */
  isShown(path: string): boolean;
}

/** What the tests of this host can run on instead of the tree as it is: the values of `ON_NEXT`. */
const VARIATIONS = {
  // Next 15 checks types through TypeScript's JavaScript interface, which version 7 no longer has.
  '15': { packages: ['next@15.5', 'typescript@5.9'], make: () => undefined, isShown: isOnNext15 },
  cacheComponents: { packages: [], make: withCacheComponents, isShown: hasCacheComponents },
  reactCompiler: {
    packages: ['babel-plugin-react-compiler@1.0.0'],
    make: withReactCompiler,
    isShown: isCompiledByReact,
  },
} satisfies Record<string, Change>;

export type Variation = keyof typeof VARIATIONS;

const FLAGS = [
  '--no-save',
  '--no-package-lock',
  '--no-audit',
  '--no-fund',
  '--legacy-peer-deps',
  '--prefer-offline',
];

/** A copy of this repository that is another in one thing, and what Amplify Hosting would deploy of it. */
export interface VariedBuild extends TestArtefact {
  readonly tree: TreeCopy;
}

/** Copies, installs and builds, in two to three minutes. Whoever asks removes the tree. */
export async function buildVaried(variation: Variation): Promise<VariedBuild> {
  const tree = await copyTree(variation);
  try {
    return { tree, ...(await build(tree.path, variation)) };
  } catch (error) {
    await tree.remove();
    throw error;
  }
}

async function build(path: string, variation: Variation): Promise<TestArtefact> {
  const { packages, make, isShown }: Change = VARIATIONS[variation];
  install(packages, path);
  make(path);
  const port = await findFreePorts();
  const artefact = await makeArtefact({
    root: path,
    checkout: path,
    artefact: join(path, '.latchkey/artefact'),
    variables: consoleVariables(testSettings(), `http://localhost:${port}`),
    onLine: () => undefined,
  });
  if (!isShown(path)) throw new Error(`The build for ON_NEXT=${variation} does not show it.`);
  return { artefact, port };
}

function isOnNext15(path: string): boolean {
  const manifest = readFileSync(join(path, 'node_modules/next/package.json'), 'utf8');
  return JSON.parse(manifest).version.startsWith('15.5.');
}

/** Which of them `ON_NEXT` asks for. @throws Error when there is no such */
export function variationAskedFor(): Variation | undefined {
  const asked = process.env.ON_NEXT;
  if (!asked) return undefined;
  if (asked in VARIATIONS) return asked as Variation;
  throw new Error(`ON_NEXT=${asked} is none of ${Object.keys(VARIATIONS).join(', ')}.`);
}

function install(packages: readonly string[], cwd: string): void {
  if (packages.length === 0) return;
  // npm writes this file in place, and here it is a hard link to the one of the tree itself.
  rmSync(join(cwd, 'node_modules/.package-lock.json'), { force: true });
  execFileSync('npm', ['install', ...FLAGS, ...packages], { cwd, stdio: 'pipe' });
}
