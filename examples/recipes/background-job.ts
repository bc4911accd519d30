import { runWithSession } from '@/lib/amplify/server';
import type { Operation } from '@/lib/amplify/session-runner';
import { sessions } from '@/lib/sessions';

/**
 * Acts as a user who is not there at the moment, by the newest session that they have.
 *
 * @param sub whose
 * @returns null for someone who is signed in nowhere: nothing can be done in their name
 */
export async function actAs<T>(sub: string, operation: Operation<T>): Promise<T | null> {
  const live = await sessions().list(sub);
  const newest = live.sort((one, other) => other.lastSeenAt - one.lastSeenAt)[0];
  return newest === undefined ? null : runWithSession(operation, newest);
}
