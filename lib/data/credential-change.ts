import 'server-only';
import { cookies, headers } from 'next/headers';
import { config } from '../config/config';
import { followCredentialChange } from '../request-session';
import { cookieName, ticketAttributes } from '../session/cookie';
import type { CredentialChange } from '../session/session';

/**
 * What follows a change of credentials that a server action has made: a new session id, the end of the user's other
 * sessions by policy, an entry in the security log. The action has to `redirect` afterwards, because its own page would be
 * rendered with the request's cookie, whose session is over.
 */
export async function credentialsChanged(change: CredentialChange): Promise<void> {
  const moved = await followCredentialChange(await headers(), change);
  if (moved === null) return;
  const { origin } = config();
  (await cookies()).set(cookieName(origin), moved.ticket, ticketAttributes(origin, moved.maxAgeSeconds));
}
