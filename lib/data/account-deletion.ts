import 'server-only';
import { cookies, headers } from 'next/headers';
import { config } from '../config/config';
import { languageOf } from '../http/preference-cookie';
import { log } from '../log';
import { clientOf } from '../request-session';
import { cookieName, ticketAttributes } from '../session/cookie';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { askCognito, refusedBy } from './ask-cognito';
import { requireRecentSignIn } from './recent-sign-in';

/** Cognito's refusal when somebody was faster, such as this user a moment ago whose answer got lost. */
const GONE = 'UserNotFoundException';

/**
 * Deletes the signed-in user's account at Cognito, ends all their sessions and forgets what is kept of them. The action has
 * to `redirect` afterwards. Whoever is told that it failed still has their account, or may try again.
 *
 * @throws LatchkeyError `recent_sign_in_required`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`
 */
export async function deleteAccount(): Promise<void> {
  const session = await requireRecentSignIn();
  // Cognito comes first, as it alone can refuse; with a Redis that is away the rest could not follow.
  await sessions().ping();
  const answer = await askCognito(session, 'DeleteUser');
  if (answer.errorType !== null && answer.errorType !== GONE) throw refusedBy(answer);
  log('info', 'account_deleted', { session: session.publicId });
  await forget(session);
  const { origin } = config();
  (await cookies()).set(cookieName(origin), '', ticketAttributes(origin, 0));
}

/** There is no account any more, so what is left of it signs nobody in, and runs out. */
async function forget(session: Session): Promise<void> {
  try {
    const sent = await headers();
    await sessions().forgetUser(session, clientOf(sent), languageOf(session, sent));
  } catch (error) {
    log('warn', 'account_records_left', { session: session.publicId, error });
  }
}
