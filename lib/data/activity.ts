import 'server-only';
import type { ActivityEntry } from '../session/security-log';
import { sessions } from '../sessions';
import { providerLabel } from './provider-label';
import { requireSession } from './viewer';

/** One line of a user's security log. `at` is epoch milliseconds. */
export interface Activity extends ActivityEntry {
  /** Whether it is about the session that asks. */
  readonly current: boolean;
  /** As a viewer has it; null where no method is known. */
  readonly provider: string | null;
}

/** The caller's security log, newest first. */
export async function listActivity(): Promise<Activity[]> {
  const { identity, publicId } = await requireSession();
  const entries = await sessions().activity(identity.sub);
  return entries.map((entry) => ({
    ...entry,
    current: entry.session === publicId,
    provider: entry.method === undefined ? null : providerLabel(entry.method),
  }));
}
