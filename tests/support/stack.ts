import { provideAmplifyOutputs } from '../../scripts/amplify-outputs';
import { appProcess, untilLive } from '../../scripts/app-process';
import { readSettings } from '../../scripts/environment';
import { findFreePorts } from '../../scripts/ports';
import { type ManagedProcess, startProcess } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project-root';
import { startLocalAws, type TestLocalAws } from './local-aws';
import { startRedis, type TestRedis } from './redis';

export interface StackOptions {
  /** Processes of the app, sharing one Redis and one local AWS. */
  readonly instances?: number;
  /** Variables for the app, such as another `REDIS_URL`. */
  readonly env?: Readonly<Record<string, string>>;
  /** A tree with a production build in it; this repository unless said. */
  readonly root?: string;
}

/** The whole product running: what `npm run start:local` runs, on free ports and with data of its own. */
export interface Stack {
  /** The public address of each instance. */
  readonly origins: readonly string[];
  /** The first instance's. */
  readonly origin: string;
  readonly redis: TestRedis;
  readonly aws: TestLocalAws;
  /** Ends an instance with `signal` and starts it again. */
  restartInstance(index: number, signal?: NodeJS.Signals): Promise<void>;
  /** What an instance has written last. */
  output(index: number): string;
  stop(): Promise<void>;
}

/** Starts the stack and resolves when every part of it answers. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { instances = 1, env = {}, root = projectRoot } = options;
  provideAmplifyOutputs(root);
  const first = await findFreePorts(instances);
  const ports = Array.from({ length: instances }, (_, offset) => first + offset);
  const origins = ports.map((port) => `http://localhost:${port}`);
  const [redis, aws] = await Promise.all([startRedis(), startLocalAws({ appOrigins: origins })]);
  // Tests do not depend on what the developer's own environment says about Redis or the origin.
  const { SESSION_KEYS } = readSettings(projectRoot, {}).variables;
  const launch = async (port: number): Promise<ManagedProcess> => {
    const variables = { PATH: process.env.PATH, SESSION_KEYS, REDIS_URL: redis.url, ...env };
    const app = startProcess(appProcess({ root, mode: 'start', port, localAwsPort: aws.port, variables }));
    await untilLive(port, app.ended, 60_000).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : error}\n${app.tail()}`);
    });
    return app;
  };
  const running = await Promise.all(ports.map(launch));
  return {
    origins,
    origin: origins[0] ?? '',
    redis,
    aws,
    restartInstance: async (index, signal) => {
      await at(running, index).stop(signal);
      running[index] = await launch(at(ports, index));
    },
    output: (index) => at(running, index).tail(),
    stop: async () => {
      await Promise.all(running.map((app) => app.stop()));
      await Promise.all([aws.stop(), redis.stop()]);
    },
  };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no instance ${index}.`);
  return item;
}
