/** How Cognito names the group of everyone who came from one provider: `us-east-1_AbCdEfGhI_Google`. */
const PROVIDER_GROUP = /^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]+_/;

/** The groups that mean something to their members, in words; null when there are none. */
export function groupsInWords(groups: readonly string[]): string | null {
  return groups.filter((group) => !PROVIDER_GROUP.test(group)).join(', ') || null;
}
