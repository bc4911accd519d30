import 'server-only';
import { headers } from 'next/headers';
import { isLatchkeyError } from '../errors';
import type { EndReason } from '../session/session';
import { sessions } from '../sessions';
import { ticketOf } from '../tickets';
import { viewerIfKnown } from './viewer';

/** Why a session is over: an `EndReason`, or `expired` for one that ran out and left no entry. */
export type Ending = EndReason | 'expired';

/**
 * Why the session that this browser last had is over. Null when it had none, when it has one, and when that cannot be
 * found out. Only the holder of the session's signed cookie learns it.
 */
export async function readEnding(): Promise<string | null> {
  const ticket = ticketOf(await headers());
  if (ticket?.kind !== 'session' || (await viewerIfKnown()) !== null) return null;
  try {
    return (await sessions().endingOf(ticket)) ?? ('expired' satisfies Ending);
  } catch (error) {
    if (isLatchkeyError(error)) return null;
    throw error;
  }
}
