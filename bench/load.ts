import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Of the load and of the session alike, so that nothing is to be logged about them. */
export const USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

export interface Load {
  /** Who is asked, in what is said of a wrong answer. */
  readonly name: string;
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
}

/** What the process of the load answers: why it gave up, where it did. */
export type Outcome = { readonly measured: Measured } | { readonly failure: string };

export interface LoadProcess {
  /**
   * Asks one path for a time.
   *
   * @throws Error with name, path and status at the first answer that is not of the bench's route: a figure that holds
   *   redirects or refusals says nothing
   */
  run(load: Load): Promise<Measured>;
  stop(): void;
}

/** Starts the process that makes the load. */
export function startLoad(): LoadProcess {
  const script = fileURLToPath(new URL('./load-process.ts', import.meta.url));
  const child = fork(script, [], { execArgv: ['--import', 'tsx'] });
  const died = once(child, 'exit').then(() => {
    throw new Error('the load process ended');
  });
  died.catch(() => {});
  return {
    async run(load) {
      child.send(load);
      const [answer] = await Promise.race([once(child, 'message'), died]);
      const outcome: Outcome = answer;
      if ('failure' in outcome) throw new Error(`${load.name}: ${load.path} ${outcome.failure}`);
      return outcome.measured;
    },
    stop: () => void child.kill(),
  };
}
