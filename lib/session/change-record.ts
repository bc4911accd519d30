import type { SessionRef } from '../store/session-ref';
import { acquireChangeLock } from './change-lock';
import type { Engine } from './engine';
import { decodeRecord, encodeRecord } from './record';
import { openTokens, sealTokens } from './seal';
import type { Session } from './session';

/**
 * Changes what a session's record says. Under the refresh lock, for a refresh under way would write the record as it was.
 *
 * @param change what is different, given the session as it is
 * @returns the session as it was; null: it is not there (any more), or cannot be changed now and stays as it is
 */
export async function changeRecord(
  engine: Engine,
  ref: SessionRef,
  change: (session: Session) => Partial<Session>,
): Promise<Session | null> {
  const { store, keys } = engine;
  const lock = await acquireChangeLock(engine, ref);
  const tokens = lock && (await openTokens(lock.sealed, ref, keys));
  const stored = lock && (await store.sessions.read(ref));
  const session = stored && decodeRecord(stored, ref, engine);
  if (!lock || !tokens || !session) return null;
  const record = encodeRecord({ ...session, ...change(session) }, ref, keys);
  const sealed = await sealTokens(tokens, ref, keys);
  const outcome = await store.refreshLocks.complete(ref, lock.fencingToken, { record, sealed });
  return outcome === 'written' ? session : null;
}
