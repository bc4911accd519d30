import 'server-only';
import { headers } from 'next/headers';
import { LatchkeyError } from '../errors';
import { browserTicket, sessionOf, ticketOf } from '../request-session';
import type { Ticket } from '../session/ticket';
import { sessions } from '../sessions';
import { type SessionDataValue, schemaOf } from './session-data-schema';

/**
 * The value under `key` in the caller's session, or in the guest's before signing in; null when there is none.
 *
 * @throws LatchkeyError `invalid_request` for a malformed key, `store_unavailable`
 */
export async function getSessionData<Key extends string>(key: Key): Promise<SessionDataValue<Key> | null> {
  const ticket = await liveTicket();
  const stored = ticket && (await sessions().appData.get(ticket, key));
  return stored === null ? null : (schemaOf(key).parse(JSON.parse(stored)) as SessionDataValue<Key>);
}

/** Everything the app keeps with the caller's session, by key. */
export async function getAllSessionData(): Promise<ReadonlyMap<string, unknown>> {
  const ticket = await liveTicket();
  const stored = ticket ? await sessions().appData.all(ticket) : new Map<string, string>();
  return new Map([...stored].map(([key, value]) => [key, schemaOf(key).parse(JSON.parse(value))]));
}

/**
 * Keeps a value with the caller's session. A browser that has no ticket yet becomes a guest.
 *
 * @param value checked against the key's schema
 * @returns the `Set-Cookie` header that a new guest must be sent, or null
 * @throws LatchkeyError `invalid_request`, `payload_too_large` beyond 4 kB a value or 32 kB a session,
 *   `too_many_values` beyond 64
 */
export async function setSessionData(key: string, value: unknown): Promise<string | null> {
  const parsed = schemaOf(key).safeParse(value);
  if (!parsed.success) throw new LatchkeyError('invalid_request', { cause: parsed.error });
  const known = await liveTicket();
  const { ticket, setCookie } = known ? { ticket: known, setCookie: null } : browserTicket(new Headers());
  await sessions().appData.set(ticket, key, JSON.stringify(parsed.data));
  return setCookie;
}

/** Forgets the value under `key`. @returns whether there was one */
export async function deleteSessionData(key: string): Promise<boolean> {
  const ticket = await liveTicket();
  return ticket !== null && sessions().appData.delete(ticket, key);
}

/** The caller's ticket, unless its session has ended: whose data it was is then nobody's any more. */
async function liveTicket(): Promise<Ticket | null> {
  const requestHeaders = await headers();
  const ticket = ticketOf(requestHeaders);
  if (ticket?.kind !== 'session') return ticket;
  return (await sessionOf(requestHeaders)) === null ? null : ticket;
}
