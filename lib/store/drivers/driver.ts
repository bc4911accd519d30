import { LatchkeyError } from '../../errors';
import type { Script } from './script';

/**
 * A connection to some Redis. `key` tells a Cluster driver where to send the command. Rejects with whatever its
 * client library rejects with.
 */
export interface RedisDriver {
  readonly kind: string;
  command(key: string, args: readonly string[]): Promise<unknown>;
  script(script: Script, keys: readonly [string, ...string[]], args: readonly string[]): Promise<unknown>;
  /** True while the server pushes an invalidation for every key that was read. */
  readonly tracking: boolean;
  /** Registers for these pushes; null means that anything may have changed, as after a lost connection. */
  onInvalidate(listener: (key: string | null) => void): void;
  /** Called whenever a connection has been (re-)established. */
  onReady(listener: () => void): void;
  /** A command was not answered in time. */
  suspect(): void;
  close(): Promise<void>;
}

/** Answers by which Redis says that it has done nothing and may do it soon: a slot on the move, a fail-over, a restart. */
const PASSING = /^(TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY)/;
const RETRY_MS = 40;
/** Parts that a time limit is waited for in. */
const PARTS = 4;

/**
 * Sends, and waits for the answer no longer than `limitMs`. What Redis refused for a passing reason is sent again
 * within that time; what got no answer is not, because it may have been done.
 *
 * @throws LatchkeyError `store_unavailable` for a failure or silence alike, with the original as cause
 */
export function withinLimit<T>(driver: RedisDriver, limitMs: number, send: () => Promise<T>): Promise<T> {
  // By hand, as one promise: under Next's AsyncLocalStorage every further one costs microseconds, at every read.
  return new Promise((resolve, reject) => {
    let isOver = false;
    const fail = (cause: unknown) => {
      stopListening();
      reject(new LatchkeyError('store_unavailable', { cause }));
    };
    const stopListening = afterListening(limitMs, () => {
      isOver = true;
      driver.suspect();
      fail(new Error(`no answer within ${limitMs} ms`));
    });
    const succeed = (answer: T) => {
      stopListening();
      resolve(answer);
    };
    const sendAgainOrFail = (error: unknown) => {
      if (!(error instanceof Error && PASSING.test(error.message))) return fail(error);
      // Whoever asked may have been told by then that it failed: it must not happen after that.
      setTimeout(() => isOver || send().then(succeed, sendAgainOrFail), RETRY_MS);
    };
    send().then(succeed, sendAgainOrFail);
  });
}

/**
 * Calls back after `ms` in which this process could have heard an answer. One that renders for many at once neither
 * sends nor reads meanwhile, and its timers come late: that time is not Redis's. So a part counts for its length
 * however late it ends, and what has arrived by then is read before the verdict.
 *
 * @returns what ends the wait
 */
function afterListening(ms: number, act: () => void): () => void {
  let parts = PARTS;
  let verdict: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    parts -= 1;
    if (parts > 0) return;
    clearInterval(timer);
    verdict = setImmediate(act);
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(verdict);
  };
}
