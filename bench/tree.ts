import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideAmplifyOutputs } from '../scripts/amplify-outputs';
import { digestOf } from '../scripts/digest';
import { linkPackages } from '../scripts/hosting-build';
import { BUILD_SOURCES, ensureBuild } from '../scripts/production-build';
import { projectRoot } from '../scripts/project-root';

/** What a production build in another folder is made of. */
const SOURCES = [...BUILD_SOURCES, 'next-env.d.ts', 'package.json', 'amplify_outputs.json.example'];

/**
 * The product as it stands with the bench's routes added, built.
 *
 * @returns its path
 */
export function buildBenchTree(): Promise<string> {
  return buildTree('bench', [...SOURCES, 'bench/routes', 'bench/layout.tsx'], async (root) => {
    for (const source of SOURCES) copy(source, join(root, source));
    addRoutes(root);
    copy('bench/layout.tsx', join(root, 'app/bench/layout.tsx'));
    await provideAmplifyOutputs(root);
  });
}

/**
 * The smallest app of the same Next with the same routes, built: what a team has without the product.
 *
 * @returns its path
 */
export function buildBareTree(): Promise<string> {
  return buildTree('bare', ['bench/bare', 'bench/routes', 'package-lock.json'], async (root) => {
    for (const source of ['app', 'next.config.ts', 'package.json'])
      copy(`bench/bare/${source}`, join(root, source));
    addRoutes(root);
    for (const own of ['api/bench/handler/verified', 'bench/page/verified'])
      rmSync(join(root, 'app', own), { recursive: true });
    cpSync(join(projectRoot, 'tsconfig.json'), join(root, 'tsconfig.json'));
  });
}

/** Handlers where an app has its own, which is where the middleware leaves them alone. */
function addRoutes(root: string): void {
  for (const [folder, others] of [
    ['app/api/bench', 'page'],
    ['app/bench', 'handler'],
  ] as const) {
    copy('bench/routes', join(root, folder));
    rmSync(join(root, folder, others), { recursive: true });
  }
}

/** Kept, so that a second run builds only what has changed. */
async function buildTree(
  name: string,
  sources: readonly string[],
  fill: (root: string) => Promise<void>,
): Promise<string> {
  const root = join(projectRoot, '.latchkey', name);
  const stamp = join(root, 'sources.sha256');
  const digest = digestOf(projectRoot, sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return root;
  mkdirSync(root, { recursive: true });
  await fill(root);
  linkPackages(projectRoot, root);
  await ensureBuild(root);
  writeFileSync(stamp, digest);
  return root;
}

/** In the place of what is there. */
function copy(source: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  const from = join(projectRoot, source);
  if (existsSync(from)) cpSync(from, target, { recursive: true });
}
