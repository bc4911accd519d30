/** Milliseconds after which a cached read is never used. */
export const DEFAULT_MAX_STALENESS_MS = 2000;

/** Bounds of what is kept per user beside sessions. */
export const KEPT = {
  events: 200,
  eventsMs: 90 * 86_400_000,
  browsers: 50,
  /** People known by one name: accounts that share an e-mail address. */
  namesakes: 20,
  browsersMs: 400 * 86_400_000,
  /** Cognito's refresh tokens last 30 days; after that there is nothing left to revoke. */
  revocationsMs: 30 * 86_400_000,
} as const;
