import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { ErrorReply } from 'redis-for-sessions';
import type { StoreHooks } from '../config';
import { ageOf, type Moment, moment } from '../moment';
import type { InvalidationListener, RedisConnection } from './connection';
import type { RedisDriver } from './driver';
import type { Script } from './script';

/** How long a connection that was replaced may still deliver what was asked on it. */
const FAREWELL_MS = 2000;
/** A cluster can be connected to while one of its servers is silent: then it is connected to anew only so often. */
const CLUSTER_REPLACED_MS = 1000;
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
  #replacement: Promise<void> | undefined;
  #replaced: Moment | undefined;
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

  get connection(): object {
    return this.#connection;
  }

  /** One fresh connection for all who find this one silent. It takes over only once it can be used. */
  async replace(silent: object): Promise<void> {
    if (silent !== this.#connection) return;
    this.#replacement ??= this.#replace().finally(() => {
      this.#replacement = undefined;
    });
    await this.#replacement;
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
      if (connection === this.#connection) this.#isReady();
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

  #isReady(): void {
    for (const listener of this.#readied) listener();
  }

  async #replace(): Promise<void> {
    const tooSoon = this.#replaced !== undefined && ageOf(this.#replaced) < CLUSTER_REPLACED_MS;
    if (this.kind === 'cluster' && tooSoon) throw new Error('the connection is fresh');
    const fresh = this.#make();
    await connectWithinLimit(fresh);
    if (this.#closed) return discard(fresh);
    const former = this.#connection;
    this.#connection = fresh;
    this.#heard = moment();
    this.#replaced = this.#heard;
    for (const listener of this.#invalidated) listener(null);
    this.#isReady();
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
