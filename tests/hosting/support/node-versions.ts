import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@/scripts/project-root';

const run = promisify(execFile);

/** What npm says when nobody answers, in its own codes and Node's. */
const UNREACHABLE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * Node of a major version, from the npm package `node`, kept between runs.
 *
 * @returns its path, or what npm said where no registry answers
 * @throws Error for any other failure
 */
export async function nodeOf(major: number): Promise<{ path: string } | { unreachable: string }> {
  const directory = join(projectRoot, `.latchkey/node-${major}`);
  const path = join(directory, 'node_modules/node/bin/node');
  if (existsSync(path)) return { path };
  const flags = ['--no-save', '--no-audit', '--no-fund', '--fetch-retries', '1'];
  try {
    await run('npm', ['install', ...flags, '--prefix', directory, `node@${major}`]);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (UNREACHABLE.test(said)) return { unreachable: said };
    throw error;
  }
  if (!existsSync(path)) throw new Error(`npm install node@${major} left no ${path}.`);
  return { path };
}
