import { findFreePorts } from '../../scripts/ports';
import { type ManagedProcess, startProcess } from '../../scripts/processes';
import { REDIS_READY, redisServer } from '../../scripts/redis-server';
import { temporaryDirectory } from './temporary-directory';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** The process at the moment: it changes with a restart. */
  readonly pid: number;
  /** Ends the server, keeping its data. */
  halt(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A redis-server of its own for one test file.
 *
 * @param options.args further options, such as `['--requirepass', 'x']`
 */
export async function startRedis(options: { args?: readonly string[] } = {}): Promise<TestRedis> {
  const port = await findFreePorts();
  const directory = await temporaryDirectory('redis');
  const launch = async (): Promise<ManagedProcess> => {
    const redis = startProcess(redisServer({ port, directory: directory.path, args: options.args ?? [] }));
    await redis.line(REDIS_READY, 20_000);
    return redis;
  };
  let server = await launch();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return server.pid;
    },
    halt: () => server.stop(),
    resume: async () => {
      server = await launch();
    },
    stop: async () => {
      await server.stop();
      await directory.remove();
    },
  };
}
