import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Of the load and of the session alike, so that nothing is to be logged about them. */
export const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

export interface Load {
  readonly port: number;
  readonly path: string;
  readonly cookie: string;
  /** Requests under way at once, each on a connection of its own. */
  readonly connections: number;
  readonly durationMs: number;
}

export interface Measured {
  /** All that were answered, those before the clock ran included. */
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than the expected one. */
  readonly failed: number;
}

/** Starts the process that makes the load. */
export function startLoad(): { run(load: Load): Promise<Measured>; stop(): void } {
  const script = fileURLToPath(new URL('./load-process.ts', import.meta.url));
  const child = fork(script, [], { execArgv: ['--import', 'tsx'] });
  const died = once(child, 'exit').then(() => {
    throw new Error('the load process ended');
  });
  died.catch(() => {});
  return {
    async run(load) {
      child.send(load);
      const [measured] = await Promise.race([once(child, 'message'), died]);
      return measured as Measured;
    },
    stop: () => void child.kill(),
  };
}
