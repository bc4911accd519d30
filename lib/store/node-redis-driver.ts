import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { ErrorReply } from 'redis';
import type { RedisDriver } from './driver';
import type { InvalidationListener, RedisConnection } from './node-redis';
import type { StoreHooks } from './port';
import type { Script } from './script';

/** How long a connection may leave commands unanswered before it is taken for dead and replaced. */
const DEAD_AFTER_MS = 2500;
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
  #answeredAt = performance.now();
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

  suspect(): void {
    if (this.#closed || performance.now() - this.#answeredAt < DEAD_AFTER_MS) return;
    this.#replace();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connection.destroy();
  }

  async #send(key: string, args: string[]): Promise<unknown> {
    const reply = await this.#connection.send(key, args);
    this.#answeredAt = performance.now();
    return reply;
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
    try {
      await connection.connect();
    } catch (error) {
      if (this.#closed || connection !== this.#connection) return;
      this.hooks.onTrouble?.(error);
      await pause(REOPEN_MS, undefined, { ref: false });
      if (!this.#closed && connection === this.#connection) this.#replace();
    }
  }

  #replace(): void {
    const former = this.#connection;
    this.#answeredAt = performance.now();
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
