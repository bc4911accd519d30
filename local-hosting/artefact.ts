import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ARTEFACT_BYTES } from './limits';

/** What the host deploys of a build: the two kinds of a bundle. */
export interface Artefact {
  /** What an environment is started from: all of it, with `entry` in it. */
  readonly compute: string;
  readonly entry: string;
  /** What the edge hands out by itself. */
  readonly staticFiles: string;
  /** Bytes of `compute`: what the host limits. */
  readonly bytes: number;
}

const ENTRY = 'server.js';

/**
 * Makes the bundle that the host makes of Next's output: `compute/default` from `standalone`, and `static` from Next's
 * own static files and `public`. Whatever is not in it does not exist for the app.
 *
 * Sources: the host's error texts in aws-amplify/amplify-hosting#3132 (`standalone/server.js`) and #4074
 * (`amplify-compute-bundle-output/compute/default`); the folders are those of
 * https://docs.aws.amazon.com/amplify/latest/userguide/ssr-deployment-specification.html
 *
 * @param build Next's output folder, such as `<checkout>/.next`
 * @param publicFiles the checkout's `public`, which need not exist
 * @param target made anew
 * @throws Error for what the host cannot bundle: no server, a symbolic link, too many bytes
 */
export function bundle(build: string, publicFiles: string, target: string): Artefact {
  const standalone = join(build, 'standalone');
  if (!existsSync(join(standalone, ENTRY))) {
    throw new Error(`${standalone} has no ${ENTRY}: the build made no standalone server.`);
  }
  refuseLinks(standalone);
  const compute = join(target, 'compute/default');
  const staticFiles = join(target, 'static');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(staticFiles, { recursive: true });
  cpSync(standalone, compute, { recursive: true });
  cpSync(join(build, 'static'), join(staticFiles, '_next/static'), { recursive: true });
  if (existsSync(publicFiles)) cpSync(publicFiles, staticFiles, { recursive: true });
  const bytes = bytesIn(compute);
  if (bytes > ARTEFACT_BYTES) {
    throw new Error(`The bundle has ${bytes} bytes, and the host takes ${ARTEFACT_BYTES}.`);
  }
  return { compute, entry: ENTRY, staticFiles, bytes };
}

/**
 * Copies a bundle to a folder far from any other, where Node finds no package beside those that are in it.
 *
 * @returns the copy, and what removes it
 */
export function deploy(artefact: Artefact): Artefact & { remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-deployed-'));
  const compute = join(directory, 'compute');
  const staticFiles = join(directory, 'static');
  cpSync(artefact.compute, compute, { recursive: true });
  cpSync(artefact.staticFiles, staticFiles, { recursive: true });
  const remove = () => rmSync(directory, { recursive: true, force: true });
  return { ...artefact, compute, staticFiles, remove };
}

/** A bundle that was made before. */
export function bundleAt(target: string): Artefact {
  const compute = join(target, 'compute/default');
  return { compute, entry: ENTRY, staticFiles: join(target, 'static'), bytes: bytesIn(compute) };
}

/** Every symbolic link below a folder, as paths from it. */
export function linksIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function refuseLinks(folder: string): void {
  const links = linksIn(folder);
  if (links.length === 0) return;
  throw new Error(
    `The build holds symbolic links, which the host fails to bundle (aws-amplify/amplify-hosting#4074): ${links.join(', ')}`,
  );
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
