import 'server-only';
import type { ActivityEntry } from '../session/security-log';
import { sessions } from '../sessions';
import { requireSession } from './viewer';

/** One line of a person's security log. `at` is epoch milliseconds. */
export type Activity = ActivityEntry;

/** The caller's security log, newest first. */
export async function listActivity(): Promise<Activity[]> {
  const { identity } = await requireSession();
  return sessions().activity(identity.sub);
}
