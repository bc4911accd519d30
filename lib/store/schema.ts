import type { HashTag, SessionRef } from './session-ref';

/** The layout's version: raised when what is there can no longer be read. */
const PREFIX = 'latchkey:3';

/**
 * Every key in Redis, built here only; `docs/redis-keys.md` lists content and lifetime. A user's keys share the
 * hash tag `{tag}`, which puts them in one Cluster slot, so that one script can change several of them.
 *
 * @param namespace what one deployment's keys begin with; two namespaces in one Redis see nothing of each other
 */
export function storeKeysOf(namespace: string) {
  const prefix = namespace === '' ? PREFIX : `${PREFIX}:${namespace}`;
  return {
    session: ({ tag, idHash }: SessionRef): string => `${prefix}:{${tag}}:s:${idHash}`,
    details: ({ tag, idHash }: SessionRef): string => `${prefix}:{${tag}}:x:${idHash}`,
    index: (tag: HashTag): string => `${prefix}:{${tag}}:index`,
    revocations: (tag: HashTag): string => `${prefix}:{${tag}}:revoke`,
    events: (tag: HashTag, kind: string): string => `${prefix}:{${tag}}:events:${kind}`,
    browsers: (tag: HashTag): string => `${prefix}:{${tag}}:browsers`,
    person: (name: string): string => `${prefix}:person:${name}`,
    budget: (kind: string, name: string): string => `${prefix}:budget:{${kind}}:${name}`,
    once: (key: string): string => `${prefix}:once:${key}`,
    revocationsDue: `${prefix}:revocations-due`,
  } as const;
}

export type StoreKeys = ReturnType<typeof storeKeysOf>;

/** Milliseconds after which a cached read is never used. */
export const DEFAULT_MAX_STALENESS_MS = 2000;

/** Bounds of what is kept beside sessions: counts, and lifetimes in milliseconds. */
export const LIMITS = {
  /** Of one kind. */
  events: 100,
  eventsMs: 90 * 86_400_000,
  browsers: 50,
  /** Users known by one name: accounts that share an e-mail address. */
  namesakes: 20,
  browsersMs: 400 * 86_400_000,
  /** Cognito's refresh tokens last 30 days; after that there is nothing left to revoke. */
  revocationsMs: 30 * 86_400_000,
} as const;
