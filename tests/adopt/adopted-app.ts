import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePorts } from '@/scripts/ports';
import { startProcess } from '@/scripts/processes';
import { projectRoot } from '@/scripts/project-root';
import { startLocalAws } from '@/tests/support/local-aws';
import { temporaryDirectory } from '@/tests/support/temporary-directory';
import { follow, type Step, stepsOf } from './page-steps';

const steps = stepsOf(readFileSync(join(projectRoot, 'docs/adopt.md'), 'utf8'));
const isStart = ({ code }: Step) => code.includes('npm start');

/** As `create-next-app` makes it when nothing is asked of it but no questions, and no fonts from the network. */
const FLAGS = [
  '--yes',
  '--ts',
  '--app',
  '--empty',
  '--no-src-dir',
  '--no-tailwind',
  '--no-eslint',
  '--use-npm',
  '--disable-git',
  '--skip-install',
];

/** Which app Latchkey is put into, and how. */
export interface Adoption {
  /** Of `create-next-app`. */
  readonly version: string;
  /** What the page's blocks that are not for everyone are chosen by, such as `proxy.ts`. */
  readonly having: readonly string[];
  readonly redisUrl: string;
}

/** An app of `create-next-app` to which docs/adopt.md has been done, running on a local AWS of its own. */
export interface AdoptedApp {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * Makes the app, follows the page to the letter, and starts what came of it.
 *
 * @throws Error when a step of the page fails, with what it said
 */
export async function adopt({ version, having, redisUrl }: Adoption): Promise<AdoptedApp> {
  const folder = await temporaryDirectory('adopt');
  try {
    const path = makeApp(folder.path, version);
    const has = [...having, ...(hasCacheComponents(path) ? ['cacheComponents'] : [])];
    for (const step of steps.filter((each) => !isStart(each))) follow(step, path, has);
    const running = await start(path, redisUrl);
    return { origin: running.origin, stop: () => running.stop().finally(() => folder.remove()) };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

function makeApp(folder: string, version: string): string {
  symlinkSync(projectRoot, join(folder, 'latchkey'));
  const options = { cwd: folder, stdio: 'pipe', env: { ...process.env, npm_config_user_agent: '' } } as const;
  execFileSync('npx', ['--yes', `create-next-app@${version}`, 'app', ...FLAGS], options);
  return join(folder, 'app');
}

function hasCacheComponents(app: string): boolean {
  return readFileSync(join(app, 'next.config.ts'), 'utf8').includes('cacheComponents: true');
}

async function start(path: string, redisUrl: string): Promise<AdoptedApp> {
  const port = await findFreePorts();
  const origin = `http://localhost:${port}`;
  const aws = await startLocalAws({ appOrigins: [origin] });
  const { PATH, HOME } = process.env;
  const app = startProcess({
    name: 'the app',
    command: 'bash',
    args: ['-uc', asGroup(steps.find(isStart)?.code ?? '')],
    cwd: path,
    env: { PATH, HOME, PORT: `${port}`, LOCAL_AWS_PORT: `${aws.port}`, REDIS_URL: redisUrl },
  });
  const stop = () => Promise.all([app.stop(), aws.stop()]).then(() => undefined);
  try {
    await app.line(/Ready in/, 60_000);
    return { origin, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The command in a process group of its own, which ends as a whole: npm leaves its children behind when it is ended. */
function asGroup(command: string): string {
  return `set -m; (${command}) & trap "kill -- -$!" TERM; wait $!; wait $!`;
}
