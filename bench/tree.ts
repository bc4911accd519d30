import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideAmplifyOutputs } from '../scripts/amplify-outputs';
import { digestOf } from '../scripts/digest';
import { BUILD_SOURCES, ensureBuild } from '../scripts/production-build';
import { projectRoot } from '../scripts/project-root';

/** What a production build in another folder is made of. */
const SOURCES = [...BUILD_SOURCES, 'next-env.d.ts', 'package.json', 'amplify_outputs.json.example'];

/**
 * The product as it stands with the bench's routes added, built. It is kept, so that a second run builds only what has
 * changed. The packages are hard links.
 *
 * @returns its path
 */
export async function buildBenchTree(): Promise<string> {
  const root = join(projectRoot, '.latchkey/bench');
  const stamp = join(root, 'sources.sha256');
  const sources = digestOf(projectRoot, [...SOURCES, 'bench/routes']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return root;
  mkdirSync(root, { recursive: true });
  for (const source of SOURCES) {
    rmSync(join(root, source), { recursive: true, force: true });
    const from = join(projectRoot, source);
    if (existsSync(from)) cpSync(from, join(root, source), { recursive: true });
  }
  // Handlers where an app has its own, which is where the middleware leaves them alone.
  for (const [folder, others] of [
    ['app/api/bench', 'page'],
    ['app/bench', 'handler'],
  ] as const) {
    cpSync(join(projectRoot, 'bench/routes'), join(root, folder), { recursive: true });
    rmSync(join(root, folder, others), { recursive: true });
  }
  const modules = join(root, 'node_modules');
  rmSync(modules, { recursive: true, force: true });
  execFileSync('cp', ['-al', join(projectRoot, 'node_modules'), modules]);
  await provideAmplifyOutputs(root);
  await ensureBuild(root);
  writeFileSync(stamp, sources);
  return root;
}
