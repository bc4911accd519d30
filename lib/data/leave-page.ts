import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { signInPath } from '../auth/return-to';
import { isLatchkeyError } from '../errors';
import { ticketOf } from '../tickets';

/**
 * Leaves a page that cannot be shown: to sign in, with the reason, when there is no session any more; to a page that
 * says so in an outage. Anything else is thrown on.
 *
 * @param returnTo the page's own path
 */
export function leavePage(error: unknown, returnTo: string): never {
  if (!isLatchkeyError(error)) throw error;
  if (error.code === 'unauthenticated') redirect(signInPath(returnTo));
  if (error.status === 401) redirect(signInPath(returnTo, error.code));
  if (error.status !== 503) throw error;
  redirect(`/unavailable?${new URLSearchParams({ reason: error.code, returnTo })}`);
}

/** Leaves a page that is for signed-in users, to sign in; whoever had a session is told that it has ended. */
export async function goToSignIn(returnTo: string): Promise<never> {
  const had = ticketOf(await headers())?.kind === 'session';
  redirect(signInPath(returnTo, had ? 'session_ended' : undefined));
}
