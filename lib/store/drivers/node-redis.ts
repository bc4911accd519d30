import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { ErrorReply } from '@redis/client';
import type { StoreHooks } from '../config';
import { ageOf, type Moment, moment } from '../moment';
import type { InvalidationListener, RedisConnection } from './connection';
import type { RedisDriver } from './driver';
import type { Script } from './script';

/** How long a connection that was replaced may still deliver what was asked on it. */
const FAREWELL_MS = 2000;
/** A connection as young as this that has not been heard is not replaced: it is Redis that is silent. */
const YOUNG_MS = 1000;
/** How long connecting may take. One of several servers that accepts and says nothing must not hold up the rest. */
const CONNECT_LIMIT_MS = 3000;
/** It is waited for in parts, so that a process that was frozen meanwhile has lost one of them, and not its connection. */
const CONNECT_PARTS = 6;
/** Wait before connecting anew where the client itself has given up. */
const REOPEN_MS = 500;

/**
 * Keeps a node-redis client open. The clients reconnect by themselves after errors; this replaces one that could not
 * connect at all, or whose connection accepts commands and answers none, as after a freeze in which a NAT gateway has
 * forgotten it, or behind a lost route.
 */
export class NodeRedisDriver implements RedisDriver {
  readonly tracking = true;
  readonly #invalidated: InvalidationListener[] = [];
  readonly #readied: (() => void)[] = [];
  #connection: RedisConnection;
  /** When the present connection was last heard. */
  #heard = moment();
  #renewal: Promise<void> | undefined;
  #renewed: Moment | undefined;
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

  heard(): void {
    this.#heard = moment();
  }

  quietMs(): number {
    return ageOf(this.#heard);
  }

  /** One fresh connection for all who find this one silent. It takes over only once it can be used. */
  renew(): Promise<void> {
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#connection.destroy();
  }

  #send(key: string, args: string[]): Promise<unknown> {
    return this.#connection.send(key, args);
  }

  /** The first connection. It is in use from the start: who asks before it is ready waits for it. */
  #open(): RedisConnection {
    const connection = this.#make();
    void connectWithinLimit(connection).catch((error: unknown) => this.#openAgain(connection, error));
    return connection;
  }

  #make(): RedisConnection {
    const connection = this.make((key) => {
      for (const listener of this.#invalidated) listener(key);
    });
    connection.onError((error) => this.hooks.onTrouble?.(error));
    connection.onReady(() => {
      for (const listener of this.#readied) listener();
    });
    return connection;
  }

  async #openAgain(failed: RedisConnection, error: unknown): Promise<void> {
    if (this.#closed || failed !== this.#connection) return;
    this.hooks.onTrouble?.(error);
    await pause(REOPEN_MS, undefined, { ref: false });
    if (this.#closed || failed !== this.#connection) return;
    this.#connection = this.#open();
    for (const listener of this.#invalidated) listener(null);
  }

  /** Of a cluster another server may have been heard, so there only time counts. */
  #isYoung(): boolean {
    if (this.#renewed === undefined || ageOf(this.#renewed) >= YOUNG_MS) return false;
    return this.kind === 'cluster' || this.#heard === this.#renewed;
  }

  async #renew(): Promise<void> {
    if (this.#isYoung()) throw new Error('the connection is fresh');
    const fresh = this.#make();
    await connectWithinLimit(fresh);
    if (this.#closed) return discard(fresh);
    const former = this.#connection;
    this.#connection = fresh;
    this.#heard = moment();
    this.#renewed = this.#heard;
    for (const listener of this.#invalidated) listener(null);
    // If it was Redis that was slow, the former connection still brings answers, of changes too.
    setTimeout(() => void discard(former), FAREWELL_MS).unref();
  }
}

/** Rejects, and leaves nothing behind, unless the connection can be used in time. */
async function connectWithinLimit(connection: RedisConnection): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    let parts = 0;
    const count = () => {
      parts += 1;
      if (parts === CONNECT_PARTS) reject(new Error('connecting takes too long'));
    };
    limit = setInterval(count, CONNECT_LIMIT_MS / CONNECT_PARTS).unref();
  });
  try {
    // A cluster's client that is destroyed while it connects says afterwards that it has connected.
    await Promise.race([connection.connect(), silence]);
  } catch (error) {
    void discard(connection);
    throw error;
  } finally {
    clearInterval(limit);
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
