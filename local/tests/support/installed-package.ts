import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryDirectory } from './temporary-directory';

const run = promisify(execFile);
const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Nothing of this tree, so that what the package needs and does not bring is missed. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  npm_config_cache: process.env.npm_config_cache,
};

/** A local AWS that runs as a process of its own. */
export interface RunningPackage {
  readonly url: string;
  /** What it said before it was ready. */
  readonly said: readonly string[];
  stop(): Promise<void>;
}

/** The package as `npm pack` makes it, in a project that has nothing else. */
export class InstalledPackage {
  private constructor(
    readonly path: string,
    readonly remove: () => Promise<void>,
  ) {}

  static async install(): Promise<InstalledPackage> {
    const { path, remove } = await temporaryDirectory('package');
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', path], { cwd: packageRoot });
    // What the build in `prepack` writes comes first.
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')));
    await writeFile(join(path, 'package.json'), '{ "private": true }');
    const flags = ['--prefer-offline', '--no-audit', '--no-fund'];
    await run('npm', ['install', ...flags, `./${filename}`], { cwd: path, env: ENVIRONMENT });
    return new InstalledPackage(path, remove);
  }

  /** A file of the package. */
  read(name: string): Promise<string> {
    return readFile(join(this.path, 'node_modules/latchkey-local-aws', name), 'utf8');
  }

  /** Runs a program of the project to its end. @throws with what it wrote when it fails */
  async run(command: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run(command, args, { cwd: this.path, env: ENVIRONMENT });
    return stdout;
  }

  /** Starts its command on a free port. @throws Error with what it wrote when it ends instead */
  async start(...args: readonly string[]): Promise<RunningPackage> {
    const child = spawn(join(this.path, 'node_modules/.bin/latchkey-local-aws'), args, {
      cwd: this.path,
      env: { ...ENVIRONMENT, LOCAL_AWS_PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = once(child, 'close');
    const complaints: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /^ready (.+)$/.exec(line) ?? [];
      if (url !== undefined) {
        const stop = async () => {
          child.kill('SIGTERM');
          await ended;
        };
        return { url, said, stop };
      }
      said.push(line);
    }
    await ended;
    throw new Error(complaints.join('\n'));
  }
}
