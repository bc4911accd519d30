import type { SessionRef } from '../store/session-ref';
import type { Engine } from './engine';
import { encodeRecord } from './record';
import { openTokens, sealTokens } from './seal';
import type { Session } from './session';
import { freshlyStored, type StartedSession } from './start-session';
import { issueTicket, newSessionId, sessionRef, type Ticket } from './ticket';

/** A refresh under way is waited for this often before the move is given up, for another try by the caller. */
const TRIES = 40;
const WAIT_MS = 250;

/**
 * Moves a session to a new id, with tokens and app data, and ends the old one in the same step. It acquires the
 * refresh lock first: tokens that arrived for the old id would be revoked, and with them the whole family.
 */
export async function moveSession(
  engine: Engine,
  session: Session,
  ticket: Ticket,
): Promise<StartedSession | null> {
  const { store, keys, policy, now } = engine;
  const lock = await acquireLock(engine, session.ref);
  const tokens = lock && (await openTokens(lock.sealed, session.ref, keys));
  if (!lock || !tokens) return null;
  const id = newSessionId();
  const ref = sessionRef({ tag: session.ref.tag, id });
  const record = encodeRecord(session, ref, keys);
  const absoluteMs = session.absoluteExpiresAt - store.now();
  const moved = await store.sessions.move({
    from: session.ref,
    version: lock.fencingToken,
    to: ref,
    record,
    sealed: await sealTokens(tokens, ref, keys),
    idleMs: policy.idleMs,
    absoluteMs,
  });
  if (!moved) return null;
  return {
    session: freshlyStored(engine, record, ref),
    ticket: issueTicket({ ...ticket, id, expiresAt: now() + absoluteMs }, keys),
    maxAgeSeconds: session.remembered ? Math.floor(absoluteMs / 1000) : null,
  };
}

async function acquireLock(
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
