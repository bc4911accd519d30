import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess } from '../../scripts/processes';
import { findProgram, REDIS_SERVER } from '../../scripts/programs';
import { findFreePorts } from './ports';
import { startRedis } from './redis';
import { redisCommand, untilAnswer } from './redis-admin';
import { temporaryDirectory } from './temporary-directory';

export interface TestSentinel {
  readonly url: string;
  /** Ends the primary by force; the sentinels promote the replica. */
  killPrimary(): void;
  /** Until the replica has what the primary has, and the sentinels know it. */
  untilReplicated(): Promise<void>;
  stop(): Promise<void>;
}

/** A primary, a replica and three sentinels that agree on a fail-over within about a second. */
export async function startSentinel(): Promise<TestSentinel> {
  const primary = await startRedis({ args: ['--repl-diskless-sync-delay', '0'] });
  const replica = await startRedis({ args: ['--replicaof', '127.0.0.1', `${primary.port}`] });
  await untilAnswer(replica.port, ['INFO', 'replication'], /master_link_status:up/);
  const sentinels = await Promise.all([0, 1, 2].map(() => startOneSentinel(primary.port)));
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/main`,
    killPrimary: () => void process.kill(primary.pid, 'SIGKILL'),
    async untilReplicated() {
      await redisCommand(primary.port, 'WAIT', '1', '5000');
      for (const { port } of sentinels) {
        await untilAnswer(port, ['SENTINEL', 'REPLICAS', 'main'], /master-link-status,ok/);
        await untilAnswer(port, ['SENTINEL', 'MASTER', 'main'], /num-other-sentinels,2/);
      }
    },
    async stop() {
      await Promise.all(sentinels.map((sentinel) => sentinel.stop()));
      await Promise.all([primary.stop(), replica.stop()]);
    },
  };
}

async function startOneSentinel(primaryPort: number) {
  const directory = await temporaryDirectory('sentinel');
  const port = await findFreePorts();
  const file = join(directory.path, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${directory.path}`,
    `sentinel monitor main 127.0.0.1 ${primaryPort} 2`,
    'sentinel down-after-milliseconds main 800',
    'sentinel failover-timeout main 3000',
    'sentinel parallel-syncs main 1',
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const command = findProgram(REDIS_SERVER);
  if (command === null) throw new Error('redis-server is not on PATH');
  const sentinel = startProcess({
    name: 'sentinel',
    command,
    args: [file, '--sentinel'],
    cwd: directory.path,
  });
  await sentinel.line(/\+monitor master main/, 10_000);
  return {
    port,
    async stop() {
      await sentinel.stop();
      await directory.remove();
    },
  };
}
