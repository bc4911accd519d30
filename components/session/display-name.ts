import type { WaysIn } from '@/lib/data/connected-providers';
import type { Viewer } from '@/lib/data/viewer';
import { ways } from '@/messages/en/ways';
import type { Words } from '@/messages/words';

/** What to call a user: the name they gave, or else the address or user name they signed in with. */
export function displayName(viewer: Pick<Viewer, 'name' | 'email' | 'username'>): string {
  return viewer.name?.trim() || viewer.email || viewer.username;
}

/** How Cognito names the group of everyone who came from one provider: `us-east-1_AbCdEfGhI_Google`. */
const PROVIDER_GROUP = /^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]+_/;

/** The groups that mean something to their members, in words; null when there are none. */
export function groupsInWords(groups: readonly string[]): string | null {
  return groups.filter((group) => !PROVIDER_GROUP.test(group)).join(', ') || null;
}

/**
 * All that an account can be signed in to with, such as "E-mail and password, Google".
 *
 * @param ownWay how the pool's own way is called
 */
export function waysInWords({ own, providers }: WaysIn, ownWay: string): string {
  return [...(own ? [ownWay] : []), ...providers].join(', ');
}

/** How someone signed in, to follow the word "with". A way that is not known here keeps its own name. */
export function methodInWords(
  { method, provider }: { method: string; provider: string | null },
  words: Words<'ways'> = ways,
): string {
  return provider ?? (method in words ? words[method as keyof typeof words] : method);
}
