import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from './processes';

/** What a build is made of. A folder counts with everything in it. */
export const BUILD_SOURCES: readonly string[] = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'middleware.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
/** Milliseconds after which a lock is taken to be left over from a build that was killed. */
const LOCK_MAX_AGE_MS = 10 * 60_000;
const LOCK_POLL_MS = 500;

/** Whether `.next` holds a production build that is newer than every source. */
export function isBuildCurrent(root: string): boolean {
  const built = modifiedAt(join(root, '.next/BUILD_ID'));
  return built > 0 && BUILD_SOURCES.every((source) => newestIn(join(root, source)) <= built);
}

/**
 * Builds the app unless the build is current. Two callers at once make one build: the second waits.
 *
 * @returns what was done, for people
 * @throws Error with the build's output when it fails
 */
export async function ensureBuild(root: string): Promise<string> {
  if (isBuildCurrent(root)) return 'the build is current';
  const release = await lockFolder(join(root, '.latchkey/build.lock'));
  try {
    if (isBuildCurrent(root)) return 'built by another process';
    await build(root);
    return 'built';
  } finally {
    release();
  }
}

async function build(root: string): Promise<void> {
  const output: string[] = [];
  const next = startProcess({
    name: 'next build',
    command: process.execPath,
    args: [join(root, 'node_modules/next/dist/bin/next'), 'build'],
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line) => output.push(line),
  });
  const how = await next.ended;
  if (how !== 'exit code 0') throw new Error(`next build failed (${how}):\n${output.join('\n')}`);
}

/**
 * A folder as a lock: making one is atomic on every file system. Waits for it.
 *
 * @returns what releases it
 */
export async function lockFolder(path: string): Promise<() => void> {
  mkdirSync(join(path, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'pid'), `${process.pid}`);
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (Date.now() - modifiedAt(path) > LOCK_MAX_AGE_MS || holderHasEnded(path))
      rmSync(path, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
  }
}

/** Whether whoever took the lock was ended before releasing it. */
function holderHasEnded(path: string): boolean {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** Epoch milliseconds; a folder's own time counts too, since it changes when a file in it is deleted. */
function newestIn(path: string): number {
  const own = modifiedAt(path);
  if (own === 0 || !statSync(path).isDirectory()) return own;
  return Math.max(own, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
