import 'server-only';
import { config } from './config/config';
import { readCookie } from './session/cookie';
import { RecentTickets } from './session/recent-tickets';
import type { Ticket } from './session/ticket';

/** Apart from `lib/request-session.ts`, so that what looks at requests before Next does loads nothing of Next's. */
let tickets: RecentTickets | undefined;

/** The ticket that a request carries, if it is genuine and has not run out. No I/O. */
export function ticketOf(headers: Headers): Ticket | null {
  return ticketIn(headers.get('cookie'));
}

/** The same, of a `Cookie` header. */
export function ticketIn(cookies: string | null): Ticket | null {
  const { origin, sessionKeys } = config();
  tickets ??= new RecentTickets(sessionKeys);
  return tickets.verify(readCookie(cookies, origin), Date.now());
}
