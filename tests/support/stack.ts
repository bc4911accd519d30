import { join } from 'node:path';
import { provideAmplifyOutputs } from '../../scripts/amplify-outputs';
import { appProcess, untilLive } from '../../scripts/app-process';
import { readSettings } from '../../scripts/environment';
import { findFreePorts } from '../../scripts/ports';
import { type ManagedProcess, startProcess } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project-root';
import { startLocalAws, type TestLocalAws } from './local-aws';
import { type Exchange, type Interceptor, startRecordingProxy } from './recording-proxy';
import { startRedis, type TestRedis } from './redis';
import { startAll } from './start-all';

export interface StackOptions {
  /** Processes of the app, sharing one Redis and one local AWS. */
  readonly instances?: number;
  /** Variables for the app, such as another `REDIS_URL`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What Parameter Store holds, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** By how many milliseconds the clock of each instance is fast; none is unless said. */
  readonly clocks?: readonly number[];
  /** A tree with a production build in it; this repository unless said. */
  readonly root?: string;
}

/** The whole product running, on whatever runs it. */
export interface ProductStack {
  /** Next's build that it runs. */
  readonly build: string;
  /** The public address of each instance. */
  readonly origins: readonly string[];
  /** The first instance's. */
  readonly origin: string;
  /** What the app has as DEPLOYMENT. */
  readonly deployment: string;
  readonly redis: TestRedis;
  readonly aws: TestLocalAws;
  /** What the app has said to Cognito and heard from it, tokens included. */
  readonly awsTraffic: readonly Exchange[];
  /** Stops what the app says to Cognito on its way, or what Cognito answers; null ends that. */
  intercept(interceptor: Interceptor | null): void;
  stop(): Promise<void>;
}

/** What `npm run start:local` runs, on free ports and with data of its own. */
export interface Stack extends ProductStack {
  /** The tree that it runs. */
  readonly root: string;
  /** Ends an instance by SIGKILL: nothing in it gets to run any more. `restartInstance` brings it back. */
  killInstance(index: number): Promise<void>;
  /** Ends an instance with `signal`, unless it has ended, and starts it again. */
  restartInstance(index: number, signal?: NodeJS.Signals): Promise<void>;
  /** Asks an instance to stop, as a host does. @returns how it ended, such as `exit code 143` */
  stopInstance(index: number): Promise<string>;
}

/** Starts the stack and resolves when every part of it answers. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { clocks = [], env = {}, instances = clocks.length || 1, parameters, root = projectRoot } = options;
  await provideAmplifyOutputs(root);
  const first = await findFreePorts(instances);
  const ports = Array.from({ length: instances }, (_, offset) => first + offset);
  const origins = ports.map((port) => `http://localhost:${port}`);
  const appOrigins = env.APP_ORIGIN === undefined ? origins : [...origins, env.APP_ORIGIN];
  const [redis, aws] = await Promise.all([startRedis(), startLocalAws({ appOrigins })]);
  const proxy = await startRecordingProxy(`http://127.0.0.1:${aws.port}`);
  const stopServices = () => Promise.all([proxy.stop(), aws.stop(), redis.stop()]);
  // Tests do not depend on what the developer's own environment says about Redis or the origin.
  const { SESSION_KEYS } = readSettings(projectRoot, {}).variables;
  if (parameters) await fillParameterStore(aws, parameters);
  const variables = { PATH: process.env.PATH, SESSION_KEYS, REDIS_URL: redis.url, ...env };
  const launch = (port: number) => {
    const clock = wrongClock(clocks[port - first] ?? 0);
    return launchInstance({ root, port, localAwsPort: proxy.port, variables: { ...variables, ...clock } });
  };
  const running = await startAll(ports.map(launch)).catch(async (error: unknown) => {
    await stopServices();
    throw error;
  });
  return {
    root,
    build: join(root, '.next'),
    origins,
    origin: origins[0] ?? '',
    deployment: env.DEPLOYMENT ?? '',
    redis,
    aws,
    awsTraffic: proxy.exchanges,
    intercept: (interceptor) => proxy.intercept(interceptor),
    killInstance: async (index) => running[index]?.stop('SIGKILL'),
    restartInstance: async (index, signal) => {
      await running[index]?.stop(signal);
      running[index] = await launch(first + index);
    },
    stopInstance: async (index) => {
      const app = running[index];
      await app?.stop();
      return app === undefined ? 'never started' : app.ended;
    },
    stop: async () => {
      await Promise.all(running.map((app) => app.stop()));
      await stopServices();
    },
  };
}

async function fillParameterStore(aws: TestLocalAws, parameters: object): Promise<void> {
  await fetch(`${aws.url}/__test/parameters`, { method: 'POST', body: JSON.stringify(parameters) });
}

const WRONG_CLOCK = new URL('wrong-clock.mjs', import.meta.url).href;

function wrongClock(fastByMs: number): Readonly<Record<string, string>> {
  return fastByMs === 0 ? {} : { NODE_OPTIONS: `--import ${WRONG_CLOCK}`, CLOCK_FAST_BY_MS: `${fastByMs}` };
}

async function launchInstance(
  options: Omit<Parameters<typeof appProcess>[0], 'mode'>,
): Promise<ManagedProcess> {
  const app = startProcess(appProcess({ ...options, mode: 'start' }));
  try {
    await untilLive(options.port, app.ended, 60_000);
    return app;
  } catch (error) {
    await app.stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${app.tail()}`);
  }
}
