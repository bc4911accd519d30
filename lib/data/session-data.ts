import 'server-only';
import { headers } from 'next/headers';
import { LatchkeyError } from '../errors';
import { spend } from '../request-budgets';
import { browserTicket, sessionOf } from '../request-session';
import type { Ticket } from '../session/ticket';
import { sessions } from '../sessions';
import { ticketOf } from '../tickets';
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
 *   `too_many_values` beyond 64, `too_many_requests`
 */
export async function setSessionData(key: string, value: unknown): Promise<string | null> {
  const parsed = schemaOf(key).safeParse(value);
  if (!parsed.success) throw new LatchkeyError('invalid_request', { cause: parsed.error });
  const known = await liveTicket();
  const { ticket, setCookie } = known ? { ticket: known, setCookie: null } : browserTicket(new Headers());
  const text = JSON.stringify(parsed.data);
  await countWrite(ticket, text);
  await sessions().appData.set(ticket, key, text);
  return setCookie;
}

/** Forgets the value under `key`. @returns whether there was one */
export async function deleteSessionData(key: string): Promise<boolean> {
  const ticket = await liveTicket();
  return ticket !== null && sessions().appData.delete(ticket, key);
}

/** What a key with its hash and its expiry takes in Redis beside the value, in bytes; and a value, by at most a half more. */
const OVERHEAD_BYTES = 512;

async function countWrite({ kind }: Ticket, text: string): Promise<void> {
  const requestHeaders = await headers();
  await spend(kind === 'guest' ? 'guest_write' : 'data_write', requestHeaders);
  if (kind === 'session') return;
  const points = Math.ceil((OVERHEAD_BYTES + Buffer.byteLength(text) * 1.5) / 1024);
  await spend('guest_storage', requestHeaders, { points });
}

/** The caller's ticket, unless its session has ended: whose data it was is then nobody's any more. */
async function liveTicket(): Promise<Ticket | null> {
  const requestHeaders = await headers();
  const ticket = ticketOf(requestHeaders);
  if (ticket?.kind !== 'session') return ticket;
  return (await sessionOf(requestHeaders)) === null ? null : ticket;
}
