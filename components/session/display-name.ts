import type { WaysIn } from '@/lib/data/connected-providers';
import type { Viewer } from '@/lib/data/viewer';

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

const OWN_METHODS: ReadonlyMap<string, string> = new Map([
  ['hosted', 'e-mail'],
  ['password', 'e-mail and password'],
  ['passkey', 'a passkey'],
]);

/** All that an account can be signed in to with, such as "E-mail and password, Google". */
export function waysInWords({ own, providers }: WaysIn): string {
  return [...(own ? ['E-mail and password'] : []), ...providers].join(', ');
}

/** How someone signed in, to follow the word "with". A way that is not known here keeps its own name. */
export function methodInWords({ method, provider }: { method: string; provider: string | null }): string {
  return provider ?? OWN_METHODS.get(method) ?? method;
}
