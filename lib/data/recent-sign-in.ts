import 'server-only';
import { LatchkeyError } from '../errors';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { requireSession } from './viewer';

/** How long a proof of who someone is counts as recent, in milliseconds, where nothing else is said. */
export const RECENT_MS = 10 * 60_000;

/** Whether a session's user has proved who they are within `maxAgeMs`. */
export function isRecent({ authenticatedAt }: Session, maxAgeMs = RECENT_MS): boolean {
  return sessions().now() - authenticatedAt <= maxAgeMs;
}

/** Whether the user has to confirm who they are before a change: for a page that has a long form to fill in. */
export async function hasRecentSignIn(): Promise<boolean> {
  return isRecent(await requireSession());
}

/**
 * Who is asking, for what a stolen cookie must not be enough for: changes of credentials, what cannot be undone, acts of an
 * administrator (OWASP ASVS 5.0, 7.5.1 and 7.5.3). A page catches with `leavePage(error, path)` and an action runs in
 * `runAction`: both lead to sign-in, which asks for credentials and comes back. A handler answers 401.
 *
 * @param maxAgeMs how old the proof may be, in milliseconds
 * @throws LatchkeyError `unauthenticated`, `recent_sign_in_required` or `store_unavailable`
 */
export async function requireRecentSignIn(maxAgeMs = RECENT_MS): Promise<Session> {
  const session = await requireSession();
  if (!isRecent(session, maxAgeMs)) throw new LatchkeyError('recent_sign_in_required');
  return session;
}
