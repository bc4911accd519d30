import { join } from 'node:path';
import type { Settings, Variables } from './environment';
import { LOCAL_AWS_READY, localAws } from './local-aws';
import { findFreePorts } from './ports';
import { projectRoot } from './project-root';
import { REDIS_READY, redisServer } from './redis-server';
import { step } from './steps';
import type { Supervisor } from './supervisor';

/** Milliseconds: generous, since a busy machine is no reason to give up. */
export const START_TIMEOUT_MS = 120_000;

/**
 * Starts a redis-server of our own, whose data outlives it.
 *
 * @returns the variables that point the app at it
 */
export async function startOwnRedis(supervisor: Supervisor): Promise<Variables> {
  const port = await findFreePorts();
  await step('redis', async () => {
    const options = redisServer({ port, directory: join(projectRoot, '.latchkey/redis') });
    await supervisor.start(options).line(REDIS_READY, START_TIMEOUT_MS);
    return `redis://127.0.0.1:${port}, kept in .latchkey/redis`;
  });
  return { REDIS_URL: `redis://127.0.0.1:${port}` };
}

/** Starts the local AWS for an app on these ports, and at `APP_ORIGIN` when that is set. */
export async function startLocalAws(
  { localAwsPort: port, variables }: Settings,
  appPorts: readonly number[],
  supervisor: Supervisor,
): Promise<void> {
  const own = appPorts.map((each) => `http://localhost:${each}`);
  const appOrigins = variables.APP_ORIGIN === undefined ? own : [variables.APP_ORIGIN, ...own];
  await step('local AWS', async () => {
    const aws = supervisor.start(localAws({ root: projectRoot, port, appOrigins, variables }));
    await aws.line(LOCAL_AWS_READY, START_TIMEOUT_MS);
    return `http://localhost:${port}`;
  });
}
