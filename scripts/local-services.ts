import { join, relative } from 'node:path';
import type { Settings, Variables } from './environment';
import { LOCAL_AWS_READY, localAws } from './local-aws';
import { findFreePorts } from './ports';
import { projectRoot } from './project-root';
import { REDIS_READY, redisServer } from './redis-server';
import { step } from './steps';
import type { Supervisor } from './supervisor';

/** Milliseconds: generous, since a busy machine is no reason to give up. */
export const START_TIMEOUT_MS = 120_000;

const USUAL_LOCAL_AWS_PORT = 9229;

/**
 * Where a local run keeps its state. By the local AWS's port, which only one run at a time can have: two runs side by
 * side never write into the same files.
 */
export function stateDirectory(localAwsPort: number): string {
  const state = join(projectRoot, '.latchkey');
  return localAwsPort === USUAL_LOCAL_AWS_PORT ? state : join(state, `${localAwsPort}`);
}

/**
 * Starts a redis-server of our own, whose data outlives it.
 *
 * @returns the variables that point the app at it
 */
export async function startOwnRedis({ localAwsPort }: Settings, supervisor: Supervisor): Promise<Variables> {
  const port = await findFreePorts();
  const directory = join(stateDirectory(localAwsPort), 'redis');
  await step('redis', async () => {
    await supervisor.start(redisServer({ port, directory })).line(REDIS_READY, START_TIMEOUT_MS);
    return `redis://127.0.0.1:${port}, kept in ${relative(projectRoot, directory)}`;
  });
  return { REDIS_URL: `redis://127.0.0.1:${port}` };
}

/** Starts the local AWS for an app on these ports, and at `APP_ORIGIN` when that is set. */
export async function startLocalAws(
  { localAwsPort: port, variables: { APP_ORIGIN, ...others } }: Settings,
  appPorts: readonly number[],
  supervisor: Supervisor,
): Promise<void> {
  const own = appPorts.map((each) => `http://localhost:${each}`);
  const appOrigins = APP_ORIGIN === undefined ? own : [APP_ORIGIN, ...own];
  const variables = { LOCAL_AWS_DATA: join(stateDirectory(port), 'aws'), ...others };
  await step('local AWS', async () => {
    const aws = supervisor.start(localAws({ root: projectRoot, port, appOrigins, variables }));
    await aws.line(LOCAL_AWS_READY, START_TIMEOUT_MS);
    return `http://localhost:${port}`;
  });
}
