import type { StoreHooks } from '../config';
import { type RedisDriver, withinLimit } from '../drivers/driver';
import type { Script } from '../drivers/script';
import type { StoredSession } from '../records';
import { DEFAULT_MAX_STALENESS_MS, type StoreKeys, storeKeysOf } from '../schema';
import type { SessionRef } from '../session-ref';
import { asArray, asNumber } from './reply';
import { StoreClock } from './store-clock';
import { TrackedReads } from './tracked-reads';

const DEFAULT_COMMAND_TIMEOUT_MS = 1000;
/** After so long without a word from Redis, in milliseconds, its connection may have died without one. */
const QUIET_MS = 1000;

/** Commands and scripts on some Redis, each within its time limit, and what this process remembers of reads and time. */
export class RedisCommands {
  readonly kind: string;
  readonly keys: StoreKeys;
  readonly clock = new StoreClock();
  readonly reads: TrackedReads<StoredSession | null>;
  readonly #limitMs: number;
  /** Whether reads are kept until Redis says that they changed. */
  readonly cached: boolean;
  #firstPing: Promise<void> | undefined;

  constructor(
    private readonly driver: RedisDriver,
    hooks: StoreHooks,
  ) {
    this.kind = driver.kind;
    this.keys = storeKeysOf(hooks.namespace ?? '');
    this.#limitMs = hooks.commandTimeoutMs ?? DEFAULT_COMMAND_TIMEOUT_MS;
    const maxStalenessMs = hooks.maxStalenessMs ?? DEFAULT_MAX_STALENESS_MS;
    this.cached = maxStalenessMs > 0 && driver.tracking;
    this.reads = new TrackedReads(maxStalenessMs);
    driver.onInvalidate((key) => this.reads.invalidate(key));
    driver.onReady(() => this.ping().catch((error: unknown) => hooks.onTrouble?.(error)));
  }

  now(): number {
    return this.clock.now();
  }

  /** Asks for the time, which also sets this process's idea of the store's clock. */
  async ping(): Promise<void> {
    const [seconds, microseconds] = asArray(await this.ask(this.keys.revocationsDue, ['TIME']));
    this.clock.heard(asNumber(seconds) * 1000 + Math.floor(asNumber(microseconds) / 1000));
  }

  /** Asks for the time, for a Redis that has never been heard: no session is judged by this machine's own date. */
  async knowTime(): Promise<void> {
    this.#firstPing ??= this.ping().finally(() => {
      this.#firstPing = undefined;
    });
    await this.#firstPing;
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  /** A script on one session; afterwards this process reads its own write even before Redis has pushed it. */
  async onSession(script: Script, ref: SessionRef, args: string[]): Promise<unknown[]> {
    const key = this.keys.session(ref);
    const reply = await this.script(script, [key, this.keys.details(ref)], args);
    this.reads.invalidate(key);
    return reply;
  }

  async script(script: Script, keys: [string, ...string[]], args: string[]): Promise<unknown[]> {
    if (!script.repeatable) await this.#beSureOfConnection(keys[0]);
    const { repeatable } = script;
    const send = () => this.driver.script(script, keys, args);
    const reply = await withinLimit(this.driver, this.#limitMs, { repeatable, send });
    const [now, ...rest] = asArray(reply);
    this.clock.heard(asNumber(now));
    return rest;
  }

  /** A command that may be sent twice: it leaves and answers the same then. */
  ask(key: string, args: string[]): Promise<unknown> {
    const send = () => this.driver.command(key, args);
    return withinLimit(this.driver, this.#limitMs, { repeatable: true, send });
  }

  /** A command that may not. */
  async command(key: string, args: string[]): Promise<unknown> {
    await this.#beSureOfConnection(key);
    const send = () => this.driver.command(key, args);
    return withinLimit(this.driver, this.#limitMs, { repeatable: false, send });
  }

  /** What cannot be sent twice is not sent on a connection that may have died since it was last heard. */
  async #beSureOfConnection(key: string): Promise<void> {
    if (this.driver.quietMs() > QUIET_MS) await this.ask(key, ['PING']);
  }
}
