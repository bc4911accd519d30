import type { ActivityEntry } from '../session/security-log';

/** What a user can have shown alone of their activity. */
export const ACTIVITY_FILTERS = ['all', 'sign-ins', 'sign-outs', 'changes'] as const;
export type ActivityFilter = (typeof ACTIVITY_FILTERS)[number];

/** Entries that tell the same, newest first. Never empty. */
export interface ActivityGroup<Entry> {
  readonly latest: Entry;
  readonly entries: readonly Entry[];
}

type Told = Pick<ActivityEntry, 'type' | 'reason' | 'at'>;

/** What comes in numbers: one act that ends many sessions, one person who tries many passwords. */
const COUNTED: ReadonlySet<ActivityEntry['type']> = new Set([
  'ended',
  'sign_in_failed',
  'budget_exceeded',
  'binding_mismatch',
  'refresh_refused',
  'reuse_detected',
]);

/** What is further apart than this, in milliseconds, was not done at one go. */
const TOGETHER_MS = 10 * 60_000;

/**
 * Puts entries that follow each other, tell the same and are minutes apart into one group.
 *
 * @param entries newest first
 */
export function groupActivity<Entry extends Told>(entries: readonly Entry[]): ActivityGroup<Entry>[] {
  const groups: { latest: Entry; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const open = groups.at(-1);
    const last = open?.entries.at(-1);
    if (open && last && belongsTo(last, entry)) open.entries.push(entry);
    else groups.push({ latest: entry, entries: [entry] });
  }
  return groups;
}

function belongsTo(last: Told, entry: Told): boolean {
  const same = last.type === entry.type && last.reason === entry.reason && COUNTED.has(entry.type);
  return same && last.at - entry.at <= TOGETHER_MS;
}
