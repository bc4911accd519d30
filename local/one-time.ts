import { randomBytes } from 'node:crypto';
import type { Clock } from './clock';

const SWEEP_ABOVE = 5_000;

/** Values that a handle stands for, once, for a while. Kept in memory only: a restart ends what was under way. */
export class OneTime<T> {
  private readonly entries = new Map<string, { value: T; expiresAt: number }>();

  constructor(private readonly clock: Clock) {}

  /** @param lifetimeMs how long the handle works. @param handle when it is not to be a random one. */
  put(value: T, lifetimeMs: number, handle = randomBytes(48).toString('base64url')): string {
    if (this.entries.size > SWEEP_ABOVE) this.sweep();
    this.entries.set(handle, { value, expiresAt: this.clock.now() + lifetimeMs });
    return handle;
  }

  /** The value, which is thereby used up; undefined when it was used before, is too old, or never was. */
  take(handle: string): T | undefined {
    const entry = this.entries.get(handle);
    this.entries.delete(handle);
    return entry && entry.expiresAt > this.clock.now() ? entry.value : undefined;
  }

  /**
   * Uses the value up only if `action` succeeds, so that a user who mistyped may try again; while it runs, and
   * after it has succeeded, the handle means nothing.
   */
  async use<R>(handle: string, action: (value: T | undefined) => R | Promise<R>): Promise<R> {
    const entry = this.entries.get(handle);
    const value = this.take(handle);
    try {
      return await action(value);
    } catch (error) {
      if (entry && value !== undefined) this.entries.set(handle, entry);
      throw error;
    }
  }

  /** The value, left where it is. */
  peek(handle: string): T | undefined {
    const entry = this.entries.get(handle);
    return entry && entry.expiresAt > this.clock.now() ? entry.value : undefined;
  }

  clear(): void {
    this.entries.clear();
  }

  private sweep(): void {
    const now = this.clock.now();
    for (const [handle, { expiresAt }] of this.entries) if (expiresAt <= now) this.entries.delete(handle);
  }
}
