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
  /** A command has been answered. */
  heard(): void;
  /** Milliseconds since then; 0 where no connection is kept. */
  quietMs(): number;
  /** What commands are sent on at present. */
  readonly connection: object;
  /** Resolves once another connection has taken the place of this silent one. Rejects when there is none to be had. */
  replace(silent: object): Promise<void>;
  close(): Promise<void>;
}

/** Something to send, and whether it may be sent twice: it leaves and answers the same then. */
export interface Request<T> {
  readonly repeatable: boolean;
  send(): Promise<T>;
}

/** Answers by which Redis says that it has done nothing and may do it soon: a slot on the move, a fail-over, a restart. */
const PASSING = /^(TRYAGAIN|CLUSTERDOWN|LOADING|MASTERDOWN|READONLY)/;
/** Any answer of Redis that is an error begins with a word in capitals; other errors are the connection's. */
const ANSWER = /^[A-Z]{2,} /;
const RETRY_MS = 40;
/** Parts that a time limit is waited for in. After the first without an answer the connection is taken for silent. */
const PARTS = 4;

/**
 * Sends, and waits for the answer no longer than `limitMs`. What Redis refused for a passing reason is sent again
 * within that time; what got no answer only if it is repeatable, because it may have been done: once on a fresh
 * connection, which is there soon if it was the connection and not Redis that fell silent.
 *
 * @throws LatchkeyError `store_unavailable` for a failure or silence alike, with the original as cause
 */
export function withinLimit<T>(driver: RedisDriver, limitMs: number, request: Request<T>): Promise<T> {
  // By hand, as one promise: under Next's AsyncLocalStorage every further one costs microseconds, at every read.
  return new Promise((resolve, reject) => {
    let isOver = false;
    let mayRepeat = request.repeatable;
    const sentOn = driver.connection;
    const stopListening = afterListening(limitMs, (parts) => {
      if (parts === 1) driver.replace(sentOn).then(repeat, () => undefined);
      if (parts === PARTS) fail(new Error(`no answer within ${limitMs} ms`));
    });
    const end = () => {
      isOver = true;
      stopListening();
    };
    const fail = (cause: unknown) => {
      end();
      reject(new LatchkeyError('store_unavailable', { cause }));
    };
    const succeed = (answer: T) => {
      driver.heard();
      end();
      resolve(answer);
    };
    // Whoever asked may have been told by then that it failed: it must not happen after that.
    const sendAgain = () => isOver || request.send().then(succeed, sendAgainOrFail);
    const repeat = () => {
      if (!mayRepeat) return;
      mayRepeat = false;
      sendAgain();
    };
    const sendAgainOrFail = (error: unknown) => {
      const message = error instanceof Error ? error.message : '';
      if (PASSING.test(message)) return void setTimeout(sendAgain, RETRY_MS);
      if (ANSWER.test(message) || !mayRepeat) return fail(error);
      mayRepeat = false;
      setTimeout(sendAgain, RETRY_MS);
    };
    request.send().then(succeed, sendAgainOrFail);
  });
}

/**
 * Calls back after each of the parts of `ms` in which this process could have heard an answer. One that renders for many
 * at once neither sends nor reads meanwhile, and its timers come late: that time is not Redis's. So a part counts for
 * its length however late it ends, and what has arrived by then is read before the verdict.
 *
 * @param act called with the number of parts that are over
 * @returns what ends the wait
 */
function afterListening(ms: number, act: (parts: number) => void): () => void {
  let parts = 0;
  let verdict: NodeJS.Immediate | undefined;
  const timer = setInterval(() => {
    parts += 1;
    if (parts === PARTS) clearInterval(timer);
    clearImmediate(verdict);
    verdict = setImmediate(act, parts);
  }, ms / PARTS);
  return () => {
    clearInterval(timer);
    clearImmediate(verdict);
  };
}
