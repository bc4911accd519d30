import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { readSettings } from '../scripts/environment';
import { nodeOptionsForLocalAws } from '../scripts/local-aws';
import { findFreePorts } from '../scripts/ports';
import { startProcess } from '../scripts/processes';
import { projectRoot } from '../scripts/project-root';
import { USER_AGENT } from './load';
import { processorMs, residentMiB } from './process-usage';
import { buildBareTree, buildBenchTree } from './tree';

export const { SESSION_KEYS = '' } = readSettings(projectRoot, {}).variables;

const START_LIMIT_MS = 120_000;
/** Short beside a start, long enough that asking takes nothing from it. */
const PROBE_MS = 5;

export interface AppOptions {
  /** The folder of a build. */
  readonly root: string;
  readonly redisUrl: string;
  /** What is asked until it answers. */
  readonly path?: string;
  readonly cookie?: string;
  /** A free one unless said. */
  readonly port?: number;
  /** Of the local AWS that is its Cognito. */
  readonly localAwsPort?: number;
  /** A module that the process loads first. */
  readonly preload?: string;
  /** How far V8 may let the process's heap grow, in MiB, where it is not to decide by the machine. */
  readonly oldSpaceMiB?: number;
  /** On top of what a deployment sets. */
  readonly variables?: Readonly<Record<string, string>>;
}

export type App = Awaited<ReturnType<typeof startApp>>;

/**
 * A process for each variant of the bench: of the bare app, and of the product's production build with the bench's routes. What
 * another variant asked of the same process would warm it up twice.
 */
export async function startApps(redisUrl: string) {
  const bareRoot = await buildBareTree();
  const root = await buildBenchTree();
  const [bare, bareAgain, bareLookup, bareLookupAgain, open, verified, uncached] = await Promise.all([
    startApp({ root: bareRoot, redisUrl }),
    startApp({ root: bareRoot, redisUrl }),
    startApp({ root: bareRoot, redisUrl }),
    startApp({ root: bareRoot, redisUrl }),
    startApp({ root, redisUrl }),
    startApp({ root, redisUrl }),
    startApp({ root, redisUrl: `${redisUrl}/0?maxStalenessMs=0` }),
  ]);
  const apps = { bare, bareAgain, bareLookup, bareLookupAgain, open, verified, uncached };
  return { apps, stop: () => Promise.all(Object.values(apps).map((app) => app.stop())) };
}

/** `next start` as a deployment runs it: nothing of the local AWS, which verification never needs. */
export async function startApp({ root, redisUrl, path, cookie = '', oldSpaceMiB, ...options }: AppOptions) {
  const port = options.port ?? (await findFreePorts());
  const startedAt = performance.now();
  const app = startProcess({
    name: `app on port ${port}`,
    command: process.execPath,
    args: [
      ...(oldSpaceMiB === undefined ? [] : [`--max-old-space-size=${oldSpaceMiB}`]),
      join(root, 'node_modules/next/dist/bin/next'),
      ...['start', '-p', `${port}`, '-H', '127.0.0.1'],
    ],
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: `${port}`,
      APP_ORIGIN: `http://localhost:${port}`,
      SESSION_KEYS,
      REDIS_URL: redisUrl,
      ...variablesOf(options),
    },
  });
  try {
    await untilAnswer(`http://127.0.0.1:${port}${path ?? '/api/bench/handler/open'}`, cookie, app.ended);
  } catch (error) {
    await app.stop();
    throw new Error(`${error}\n${app.tail()}`);
  }
  return {
    port,
    pid: app.pid,
    /** Milliseconds from the start of the process to its first answer, and its processor time and memory by then. */
    answeredMs: performance.now() - startedAt,
    cpuMs: processorMs(app.pid),
    residentMiB: residentMiB(app.pid),
    line: app.line,
    stop: () => app.stop(),
  };
}

function variablesOf({ localAwsPort, preload, variables }: Partial<AppOptions>) {
  const first = preload === undefined ? undefined : `--import ${pathToFileURL(preload)}`;
  const nodeOptions = localAwsPort === undefined ? first : nodeOptionsForLocalAws(projectRoot, first);
  return {
    ...(nodeOptions !== undefined && { NODE_OPTIONS: nodeOptions }),
    ...(localAwsPort !== undefined && { LOCAL_AWS_PORT: `${localAwsPort}` }),
    ...variables,
  };
}

async function untilAnswer(url: string, cookie: string, ended: Promise<string>): Promise<void> {
  let end: string | undefined;
  void ended.then((how) => {
    end = how;
  });
  const giveUpAt = performance.now() + START_LIMIT_MS;
  while (performance.now() < giveUpAt) {
    if (end !== undefined) throw new Error(`the app ended (${end}) instead of starting`);
    const headers = { cookie, 'user-agent': USER_AGENT };
    const response = await fetch(url, { headers, redirect: 'manual' }).catch(() => null);
    const text = await response?.text();
    if (response?.ok && text && /bench"?[:=]"ok"/.test(text)) return;
    if (response) throw new Error(`${url} answered ${response.status}`);
    await pause(PROBE_MS);
  }
  throw new Error('the app did not start in time');
}
