import { LatchkeyError } from '../errors';
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

/**
 * Waits for a reply, but no longer than `limitMs`.
 *
 * @throws LatchkeyError `store_unavailable` for a failure or silence alike, with the original as cause
 */
export async function withinLimit<T>(driver: RedisDriver, limitMs: number, reply: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      driver.suspect();
      reject(new Error(`no answer within ${limitMs} ms`));
    }, limitMs);
  });
  try {
    return await Promise.race([reply, silence]);
  } catch (cause) {
    throw new LatchkeyError('store_unavailable', { cause });
  } finally {
    clearTimeout(timer);
  }
}
