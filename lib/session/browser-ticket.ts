import 'server-only';
import { config } from '../config';
import { ticketCookie } from './cookie';
import { ticketOf } from './current';
import { GUEST_LIFETIME_MS, issueTicket, newGuestTicket, type Ticket } from './ticket';

/**
 * The ticket that marks this browser: the one it sent, or a new guest's with the `Set-Cookie` header to hand it over.
 * A browser keeps its mark when it signs in, so that several sign-ins can be under way and finish in any order.
 */
export function browserTicket(headers: Headers): { ticket: Ticket; setCookie: string | null } {
  const known = ticketOf(headers);
  if (known !== null) return { ticket: known, setCookie: null };
  const { origin, sessionKeys } = config();
  const ticket = newGuestTicket(Date.now());
  const value = issueTicket(ticket, sessionKeys);
  return { ticket, setCookie: ticketCookie(origin, value, GUEST_LIFETIME_MS / 1000) };
}
