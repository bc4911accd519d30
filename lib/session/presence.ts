import type { Engine } from './engine';
import { publicIdOf } from './record';
import { ENDING_LIMIT, readEnding, readSecurityLog } from './security-log';
import type { EndReason } from './session';
import { sessionRef, type Ticket, userTag } from './ticket';

/**
 * Ends that somebody meant for whoever holds the device. Managed login knows nothing of them: its own session goes on for
 * up to an hour, and would sign the device in again without asking anything.
 */
const MEANT_FOR_THE_DEVICE: ReadonlySet<string> = new Set<EndReason>([
  'ended_by_owner',
  'ended_by_administrator',
  'password_changed',
  'credentials_changed',
  'binding_mismatch',
  'user_disabled',
]);

/** When a sign-in has to ask for credentials, whatever managed login still remembers. */
export class Presence {
  constructor(private readonly engine: Pick<Engine, 'store' | 'keys' | 'issuer'>) {}

  /**
   * Whether the session that a ticket names was ended from elsewhere. Signing out takes the ticket away, so who still has
   * one was signed out by another browser.
   */
  async wasEndedFromElsewhere(ticket: Ticket): Promise<boolean> {
    if (ticket.kind !== 'session') return false;
    const { tag, idHash } = sessionRef(ticket);
    const reason = await readEnding(this.engine, tag, publicIdOf(idHash));
    return reason !== null && (reason === 'signed_out' || MEANT_FOR_THE_DEVICE.has(reason));
  }

  /**
   * Whether one of a user's sessions was ended from elsewhere after `at`: a proof that is older may be the ended
   * device's, even if that has thrown its ticket away.
   *
   * @param at epoch milliseconds by the store's clock
   */
  async hasEndedSomeSince(sub: string, at: number): Promise<boolean> {
    const entries = await readSecurityLog(this.engine, userTag(this.engine.issuer, sub), ENDING_LIMIT, [
      'ended',
    ]);
    return entries.some((entry) => entry.at > at && MEANT_FOR_THE_DEVICE.has(entry.reason ?? ''));
  }
}
