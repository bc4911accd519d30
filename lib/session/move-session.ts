import { offerBinding } from './bound-sessions';
import { acquireChangeLock } from './change-lock';
import type { Engine } from './engine';
import { encodeRecord } from './record';
import { openTokens, sealTokens } from './seal';
import type { Session } from './session';
import { freshlyStored, type StartedSession } from './start-session';
import { issueTicket, newSessionId, sessionRef, type Ticket } from './ticket';

/**
 * Moves a session to a new id, with tokens and app data, and ends the old one in the same step. It acquires the
 * refresh lock first: tokens that arrived for the old id would be revoked, and with them the whole family.
 */
export async function moveSession(
  engine: Engine,
  session: Session,
  ticket: Ticket,
  id = newSessionId(),
): Promise<StartedSession | null> {
  const { store, keys, policy, now } = engine;
  const lock = await acquireChangeLock(engine, session.ref);
  const tokens = lock && (await openTokens(lock.sealed, session.ref, keys));
  if (!lock || !tokens) return null;
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
    deviceChallenge: session.browserKey === null ? await offerBinding(engine, ref) : null,
  };
}
