import 'server-only';
import { type ActivityEntry, CREDENTIAL_EVENTS, type EventKind } from '../session/security-log';
import { sessions } from '../sessions';
import { type ActivityFilter, type ActivityGroup, groupActivity } from './activity-groups';
import { currentAppearance } from './language';
import { withPlaces } from './place-names';
import { providerLabel } from './provider-label';
import { requireSession } from './viewer';

/** One line of a user's security log. `at` is epoch milliseconds. */
export interface Activity extends ActivityEntry {
  /** Whether it is about the session that asks. */
  readonly current: boolean;
  /** As a viewer has it; null where no method is known. */
  readonly provider: string | null;
  /** Where its address is, such as `Leipzig, Germany`; null where it is not known. */
  readonly place: string | null;
}

/** One page of a user's activity. */
export interface ActivityPage {
  readonly groups: readonly ActivityGroup<Activity>[];
  /** The id of the last entry here, behind which the next page begins; null after the last. */
  readonly next: string | null;
}

/** Groups on a page. */
const PAGE_SIZE = 20;

/** As many of a kind as are kept. */
const EVERYTHING = 100;

/** Of which kinds a filter shows entries; all of them without one. */
const SHOWN: Readonly<Record<Exclude<ActivityFilter, 'all'>, readonly EventKind[]>> = {
  'sign-ins': ['signed_in', 'new_device', 'sign_in_failed', 'budget_exceeded'],
  'sign-outs': ['ended'],
  changes: [...CREDENTIAL_EVENTS, 'provider_linked', 'administered', 'administrative_act'],
};

/** The caller's security log, newest first. */
export async function listActivity(): Promise<Activity[]> {
  const { identity, publicId } = await requireSession();
  const entries = await sessions().activity(identity.sub);
  return toActivities(entries, publicId);
}

/**
 * One page of the caller's security log, newest first, what belongs together in one group.
 *
 * @param after the entry behind which it begins, as the page before has named it; the newest without it, or when it is not
 *   kept any more
 * @throws LatchkeyError `unauthenticated` or `store_unavailable`
 */
export async function readActivity(filter: ActivityFilter, after?: string): Promise<ActivityPage> {
  const { identity, publicId } = await requireSession();
  const kinds = filter === 'all' ? undefined : SHOWN[filter];
  const entries = await sessions().activity(identity.sub, EVERYTHING, kinds);
  const from = entries.findIndex(({ id }) => id === after) + 1;
  const groups = groupActivity(await toActivities(entries.slice(from), publicId));
  const shown = groups.slice(0, PAGE_SIZE);
  const next = groups.length > shown.length ? shown.at(-1)?.entries.at(-1)?.id : undefined;
  return { groups: shown, next: next ?? null };
}

/** @param publicId of the session that asks */
export async function toActivities(entries: readonly ActivityEntry[], publicId: string): Promise<Activity[]> {
  const described = entries.map((entry) => ({
    ...entry,
    current: entry.session === publicId,
    provider: entry.method === undefined ? null : providerLabel(entry.method),
  }));
  return withPlaces(described, (await currentAppearance()).language);
}
