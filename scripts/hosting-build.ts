import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Artefact, bundle, bundleAt } from '../local-hosting/artefact';
import { buildOnHost } from '../local-hosting/build';
import { localOutputs } from './amplify-outputs';
import { digestOf } from './digest';
import { lockFolder } from './production-build';

/** What no checkout has, or what a checkout makes itself: git's own folder, and at the root all that it ignores. */
const NOT_CHECKED_OUT =
  /^(node_modules|coverage|next-env\.d\.ts|amplify_outputs\.json|\.env|\.env\.local|\.env\.production|\.(git|next|latchkey|local-aws|amplify)|.*\.tsbuildinfo)$/;
/** What no build reads: a change there makes no other artefact. */
const NOT_BUILT = /^(attack|bench|docs|examples|local|local-hosting|test-kit|tests|\.ci|\w+\.md|\.git\w+)$/;

export interface HostingBuildOptions {
  /** The repository, or a copy of it. */
  readonly root: string;
  /** Where checkout and artefact are kept. */
  readonly directory: string;
  /** The environment variables of the Amplify console, AWS's own among them. */
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

/**
 * What Amplify Hosting would deploy of `root`: made by the commands of `amplify.yml` in a checkout of its own, and kept
 * until a source or a variable differs. Two callers at once make one build.
 *
 * @throws Error when a command fails, or for what the host cannot bundle
 */
export async function ensureHostingBuild(options: HostingBuildOptions): Promise<Artefact> {
  const { root, directory, variables } = options;
  const stamp = join(directory, 'sources.sha256');
  const artefact = join(directory, 'artefact');
  const wanted = () => `${digestOf(root, sourcesIn(root))}\n${JSON.stringify(variables)}`;
  const release = await lockFolder(join(directory, 'build.lock'));
  try {
    const sources = wanted();
    if (read(stamp) === sources && existsSync(artefact)) return bundleAt(artefact);
    rmSync(stamp, { force: true });
    const checkout = checkOut(root, join(directory, 'checkout'));
    const made = await makeArtefact({ ...options, checkout, artefact });
    writeFileSync(stamp, sources);
    return made;
  } finally {
    release();
  }
}

interface Making extends Omit<HostingBuildOptions, 'directory'> {
  readonly checkout: string;
  readonly artefact: string;
}

/** Builds a checkout, whose packages are there, and bundles what comes out. */
export async function makeArtefact(options: Making): Promise<Artefact> {
  const { root, checkout, artefact, variables, onLine } = options;
  const outputs = join(checkout, 'amplify_outputs.json');
  const build = await buildOnHost({
    checkout,
    variables,
    onLine,
    replacements: [
      { command: /^npm ci\b/, run: async () => 'the packages that are installed here' },
      {
        command: /\bampx pipeline-deploy\b/,
        run: async () => {
          writeFileSync(outputs, `${JSON.stringify(await localOutputs(root, variables), null, 2)}\n`);
          return 'amplify_outputs.json as amplify/ synthesises it, for the local AWS';
        },
      },
    ],
  });
  return bundle(build, join(checkout, 'public'), artefact);
}

/** The tree as a fresh clone has it, with the packages as hard links. What Next has cached there stays. */
function checkOut(root: string, checkout: string): string {
  mkdirSync(checkout, { recursive: true });
  for (const name of readdirSync(checkout)) {
    if (name !== '.next' && name !== 'node_modules')
      rmSync(join(checkout, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(root)) {
    if (isCheckedOut(name)) cpSync(join(root, name), join(checkout, name), { recursive: true });
  }
  linkPackages(root, checkout);
  return checkout;
}

/** Whether a fresh clone has this file or folder of the root: another one would make another artefact of the same sources. */
export function isCheckedOut(name: string): boolean {
  return !NOT_CHECKED_OUT.test(name);
}

/** Gives a checkout the packages of `root`, as hard links: they take neither time nor space. */
export function linkPackages(root: string, checkout: string): void {
  const target = join(checkout, 'node_modules');
  rmSync(target, { recursive: true, force: true });
  try {
    execFileSync('cp', ['-al', join(root, 'node_modules'), target], { stdio: 'ignore' });
  } catch {
    execFileSync('cp', ['-a', join(root, 'node_modules'), target]); // another file system, or a cp without -l
  }
}

function sourcesIn(root: string): string[] {
  return readdirSync(root)
    .filter((name) => isCheckedOut(name) && !NOT_BUILT.test(name))
    .sort();
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
