import type { SessionRef } from '../session/types';

/**
 * Every key in Redis, built here only; `docs/redis-keys.md` lists content and lifetime. A person's keys share the
 * hash tag `{tag}`, which puts them in one Cluster slot, so that one script can change several of them.
 */
const PREFIX = 'latchkey:2';

export const storeKeys = {
  session: ({ tag, idHash }: SessionRef): string => `${PREFIX}:{${tag}}:s:${idHash}`,
  stash: ({ tag, idHash }: SessionRef): string => `${PREFIX}:{${tag}}:x:${idHash}`,
  index: (tag: string): string => `${PREFIX}:{${tag}}:index`,
  revocations: (tag: string): string => `${PREFIX}:{${tag}}:revoke`,
  events: (tag: string): string => `${PREFIX}:{${tag}}:events`,
  browsers: (tag: string): string => `${PREFIX}:{${tag}}:browsers`,
  person: (name: string): string => `${PREFIX}:person:${name}`,
  once: (key: string): string => `${PREFIX}:once:${key}`,
  revocationsDue: `${PREFIX}:revocations-due`,
} as const;
