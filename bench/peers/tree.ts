import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../scripts/digest';
import { startProcess } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project-root';

/** It has a manifest and a lock of its own here, since nobody but this measurement needs the packages. */
export const folder = join(projectRoot, 'bench/peers');
const modules = join(folder, 'node_modules');

/** Installs the packages of the lock, unless they are there. */
export function install(): void {
  const stamp = join(modules, '.lock.sha256');
  const digest = digestOf(folder, ['package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: projectRoot, stdio: 'inherit' });
  writeFileSync(stamp, digest);
}

export interface Build {
  /** The folder in `apps`. */
  readonly app: string;
  /** The file of its middleware that is left out. */
  readonly without?: string | null;
  /** What the app has at start: some of it is read while building. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The template with the files of one app over it, built; kept until a file or a package differs.
 *
 * @returns its path
 * @throws Error with Next's output when the build fails
 */
export async function buildApp({ app, without, env }: Build): Promise<string> {
  const root = join(folder, '.latchkey', without ? `${app}-without` : app);
  const stamp = join(root, 'sources.sha256');
  const digest = digestOf(folder, ['package-lock.json', 'apps/template', `apps/${app}`]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return root;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const source of ['template', app]) cpSync(join(folder, 'apps', source), root, { recursive: true });
  if (without) rmSync(join(root, without));
  symlinkSync('../../node_modules', join(root, 'node_modules'));
  await build(root, env);
  writeFileSync(stamp, digest);
  return root;
}

async function build(root: string, env: Build['env']): Promise<void> {
  const output: string[] = [];
  const next = startProcess({
    name: 'next build',
    command: process.execPath,
    args: [join(modules, 'next/dist/bin/next'), 'build'],
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    onLine: (line) => output.push(line),
  });
  const how = await next.ended;
  if (how !== 'exit code 0') throw new Error(`next build in ${root} failed (${how}):\n${output.join('\n')}`);
}

/** The version that the manifest pins, without the name that the package has there; null for no package. */
export function versionOf(name: string | null): string | null {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return name === null ? null : String(dependencies[name]).replace(/^npm:.*@/, '');
}
