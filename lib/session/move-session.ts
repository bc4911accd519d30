import type { SessionRef } from '../store/port';
import type { Engine } from './engine';
import { decodeRecord, encodeRecord } from './record';
import { openTokens, sealTokens } from './seal';
import type { Session } from './session';
import { freshlyStored, type StartedSession } from './start-session';
import { issueTicket, newSessionId, sessionRef, type Ticket } from './ticket';

/** A refresh under way is waited for this often before the move is given up, for another try by the caller. */
const TRIES = 40;
const WAIT_MS = 250;

/**
 * Moves a session to a new id, with tokens and data, and ends the old one in the same step. It takes the turn to
 * refresh first: tokens that arrived for the old id would be revoked, and with them the whole family.
 */
export async function moveSession(
  engine: Engine,
  session: Session,
  ticket: Ticket,
): Promise<StartedSession | null> {
  const { store, keys, policy, now } = engine;
  const turn = await takeTurn(engine, session.ref);
  const tokens = turn && (await openTokens(turn.sealed, session.ref, keys));
  if (!turn || !tokens) return null;
  const id = newSessionId();
  const ref = sessionRef({ tag: session.ref.tag, id });
  const record = encodeRecord(session);
  const moved = {
    ref,
    record,
    sealed: await sealTokens(tokens, ref, keys),
    data: await store.appData.readAll(session.ref),
    idleMs: policy.idleMs,
    absoluteMs: session.absoluteExpiresAt - store.now(),
    maxSessions: policy.maxSessionsPerUser,
    replaces: null,
  };
  if (!(await store.sessions.move(moved, session.ref.idHash, turn.fencingToken))) return null;
  return {
    session: decodeRecord(freshlyStored(record, store.now()), ref),
    ticket: issueTicket({ ...ticket, id, expiresAt: now() + moved.absoluteMs }, keys),
    maxAgeSeconds: session.remembered ? Math.floor(moved.absoluteMs / 1000) : null,
  };
}

async function takeTurn(
  { store, policy }: Engine,
  ref: SessionRef,
): Promise<{ fencingToken: number; sealed: string } | null> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await store.sessions.read(ref);
    if (!stored) return null;
    const turn = await store.refreshLocks.acquire(ref, stored.version, policy.refreshLeaseMs);
    if (turn.state === 'acquired') return turn;
    if (turn.state === 'gone' || turn.state === 'paused') return null;
    await store.sessions.waitForChange(ref, WAIT_MS);
  }
  return null;
}
