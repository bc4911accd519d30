import 'server-only';
import { hasCode } from '../errors';
import { sessions } from '../sessions';
import { type Activity, listActivity } from './activity';
import { endDevice } from './devices';
import { requireSession } from './viewer';

/** What is known of a session of the caller's that they say was not them. */
export interface Story {
  /** All that the security log has of it, newest first. */
  readonly entries: readonly Activity[];
  readonly isSignedIn: boolean;
}

/**
 * Ends one of the caller's sessions, if it is still there. The device is asked for credentials when it comes back, whatever
 * managed login remembers.
 *
 * @throws LatchkeyError `unauthenticated` or `store_unavailable`
 */
export async function disown(publicId: string): Promise<void> {
  try {
    await endDevice(publicId);
  } catch (error) {
    if (!hasCode(error, 'not_found')) throw error;
  }
}

/** What a session of the caller's has done. @throws LatchkeyError `unauthenticated` or `store_unavailable` */
export async function readStory(publicId: string): Promise<Story> {
  const { identity } = await requireSession();
  const [log, live] = await Promise.all([listActivity(), sessions().list(identity.sub)]);
  return {
    entries: log.filter(({ session }) => session === publicId),
    isSignedIn: live.some((session) => session.publicId === publicId),
  };
}
