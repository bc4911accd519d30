import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { ErrorReply } from 'redis';
import type { StoreHooks } from '../config';
import type { InvalidationListener, RedisConnection } from './connection';
import type { RedisDriver } from './driver';
import type { Script } from './script';

/** How long commands may go unanswered, one after another, before the connection is taken for dead and replaced. */
const DEAD_AFTER_MS = 2500;
/** Silences further apart than this are not one. */
const LULL_MS = 2000;
/** How long connecting may take. One of several servers that accepts and says nothing must not hold up the rest. */
const CONNECT_LIMIT_MS = 3000;
/** Wait before connecting anew where the client itself has given up. */
const REOPEN_MS = 500;

/**
 * Keeps a node-redis client open. The clients reconnect by themselves after errors; this replaces one that could not
 * connect at all, or whose connection accepts commands and answers none, as behind a frozen host or a lost route.
 */
export class NodeRedisDriver implements RedisDriver {
  readonly tracking = true;
  readonly #invalidated: InvalidationListener[] = [];
  readonly #readied: (() => void)[] = [];
  #connection: RedisConnection;
  readonly #silence = { since: 0, last: 0 };
  #closed = false;

  constructor(
    readonly kind: string,
    private readonly make: (listener: InvalidationListener) => RedisConnection,
    private readonly hooks: StoreHooks,
  ) {
    this.#connection = this.#open();
  }

  command(key: string, args: readonly string[]): Promise<unknown> {
    return this.#send(key, [...args]);
  }

  async script(
    script: Script,
    keys: readonly [string, ...string[]],
    args: readonly string[],
  ): Promise<unknown> {
    const tail = [String(keys.length), ...keys, ...args];
    try {
      return await this.#send(keys[0], ['EVALSHA', script.sha, ...tail]);
    } catch (error) {
      // Redis forgets scripts at a restart, a fail-over and SCRIPT FLUSH.
      if (!(error instanceof ErrorReply) || !error.message.startsWith('NOSCRIPT')) throw error;
      return this.#send(keys[0], ['EVAL', script.source, ...tail]);
    }
  }

  onInvalidate(listener: InvalidationListener): void {
    this.#invalidated.push(listener);
  }

  onReady(listener: () => void): void {
    this.#readied.push(listener);
  }

  /**
   * Another server of a cluster may well answer meanwhile, so an answer is no sign of life of the one that is silent:
   * only the end of the silences is.
   */
  suspect(): void {
    const now = performance.now();
    if (now - this.#silence.last > LULL_MS) this.#silence.since = now;
    this.#silence.last = now;
    if (!this.#closed && now - this.#silence.since >= DEAD_AFTER_MS) this.#replace();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connection.destroy();
  }

  #send(key: string, args: string[]): Promise<unknown> {
    return this.#connection.send(key, args);
  }

  #open(): RedisConnection {
    const connection = this.make((key) => {
      for (const listener of this.#invalidated) listener(key);
    });
    connection.onError((error) => this.hooks.onTrouble?.(error));
    connection.onReady(() => {
      for (const listener of this.#readied) listener();
    });
    void this.#connect(connection);
    return connection;
  }

  async #connect(connection: RedisConnection): Promise<void> {
    let limit: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error('connecting takes too long')), CONNECT_LIMIT_MS).unref();
    });
    try {
      // A cluster's client that is destroyed while it connects says afterwards that it has connected.
      await Promise.race([connection.connect(), silence]);
    } catch (error) {
      void discard(connection);
      await this.#openAgain(connection, error);
    } finally {
      clearTimeout(limit);
    }
  }

  async #openAgain(failed: RedisConnection, error: unknown): Promise<void> {
    if (this.#closed || failed !== this.#connection) return;
    this.hooks.onTrouble?.(error);
    await pause(REOPEN_MS, undefined, { ref: false });
    if (!this.#closed && failed === this.#connection) this.#replace();
  }

  #replace(): void {
    const former = this.#connection;
    this.#silence.since = performance.now();
    this.#connection = this.#open();
    for (const listener of this.#invalidated) listener(null);
    void discard(former);
  }
}

/** A client that never connected may refuse to be destroyed. */
async function discard(connection: RedisConnection): Promise<void> {
  try {
    await connection.destroy();
  } catch {
    // It holds no connection then.
  }
}
