import type { HashTag, SessionRef } from './session-ref';

/**
 * Every key in Redis, built here only; `docs/redis-keys.md` lists content and lifetime. A person's keys share the
 * hash tag `{tag}`, which puts them in one Cluster slot, so that one script can change several of them.
 */
const PREFIX = 'latchkey:2';

export const storeKeys = {
  session: ({ tag, idHash }: SessionRef): string => `${PREFIX}:{${tag}}:s:${idHash}`,
  details: ({ tag, idHash }: SessionRef): string => `${PREFIX}:{${tag}}:x:${idHash}`,
  index: (tag: HashTag): string => `${PREFIX}:{${tag}}:index`,
  revocations: (tag: HashTag): string => `${PREFIX}:{${tag}}:revoke`,
  events: (tag: HashTag): string => `${PREFIX}:{${tag}}:events`,
  browsers: (tag: HashTag): string => `${PREFIX}:{${tag}}:browsers`,
  person: (name: string): string => `${PREFIX}:person:${name}`,
  once: (key: string): string => `${PREFIX}:once:${key}`,
  revocationsDue: `${PREFIX}:revocations-due`,
} as const;

/** Milliseconds after which a cached read is never used. */
export const DEFAULT_MAX_STALENESS_MS = 2000;

/** Bounds of what is kept beside sessions: counts, and lifetimes in milliseconds. */
export const LIMITS = {
  events: 200,
  eventsMs: 90 * 86_400_000,
  browsers: 50,
  /** People known by one name: accounts that share an e-mail address. */
  namesakes: 20,
  browsersMs: 400 * 86_400_000,
  /** Cognito's refresh tokens last 30 days; after that there is nothing left to revoke. */
  revocationsMs: 30 * 86_400_000,
} as const;
