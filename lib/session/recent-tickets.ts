import 'server-only';
import { keepNewest } from '../store/bounded';
import type { SessionKeys } from './session-keys';
import { type Ticket, verifyTicket } from './ticket';

/** How many one process remembers at most; about 0.5 kB each. */
const MAX_TICKETS = 10_000;

/**
 * Tickets whose signature has been checked, by their text: a browser sends the same one with every request, and a
 * signature that was right stays right. Only genuine tickets are remembered, so forged ones push nothing out.
 */
export class RecentTickets {
  readonly #known = new Map<string, Ticket>();

  constructor(private readonly keys: SessionKeys) {}

  /**
   * As `verifyTicket`, which see.
   *
   * @param now epoch milliseconds
   */
  verify(value: string | undefined, now: number): Ticket | null {
    if (value === undefined) return null;
    const known = this.#known.get(value);
    if (known) return known.expiresAt > now ? known : null;
    const ticket = verifyTicket(value, this.keys, now);
    if (ticket) keepNewest(this.#known, value, ticket, MAX_TICKETS);
    return ticket;
  }
}
