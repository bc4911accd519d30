import type { StoredEvent } from './records';

/**
 * Events of several kinds as one list. Sorting is stable, so of one kind they stay as they are; of the same millisecond a
 * later kind is the newer.
 *
 * @param kinds of each kind its events, newest first
 */
export function newestFirst(kinds: readonly (readonly StoredEvent[])[]): StoredEvent[] {
  return [...kinds]
    .reverse()
    .flat()
    .sort((a, b) => b.at - a.at);
}
