import type { SessionRef } from '../store/session-ref';
import type { Engine } from './engine';

/** A refresh under way is waited for this often before the change is given up, for another try by the caller. */
const TRIES = 40;
const WAIT_MS = 250;

/**
 * Acquires the refresh lock for another change of a session's record: what a refresh under way has read would overwrite it.
 *
 * @returns null: there is no such session, or refreshing it is paused
 */
export async function acquireChangeLock(
  { store, policy }: Engine,
  ref: SessionRef,
): Promise<{ fencingToken: number; sealed: string } | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await store.sessions.read(ref);
    if (!stored) return null;
    const lock = await store.refreshLocks.acquire(ref, stored.version, policy.refreshLeaseMs);
    if (lock.state === 'acquired') return lock;
    if (lock.state === 'gone' || lock.state === 'paused') return null;
    await store.sessions.waitForChange(ref, WAIT_MS);
  }
  return null;
}
