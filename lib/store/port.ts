/** The address of a session record in the store: the user's hash tag and `sha256(session id)`. */
export interface SessionRef {
  readonly tag: string;
  readonly idHash: string;
}

/** What every request needs of a session. One command fetches it, and it may be served from cache. */
export interface StoredSession {
  /** JSON by `lib/session/record.ts`; opaque to the store. */
  readonly record: string;
  /** Rises with every refresh attempt and every change of tokens: the fencing number. */
  readonly version: number;
  /** Epoch milliseconds by the store's clock, like all times here. */
  readonly lastSeenAt: number;
  /** Until when a process holds the right to refresh; 0 when none does. */
  readonly refreshingUntil: number;
  /** No refresh is tried before this; 0 when none has failed. */
  readonly retryAt: number;
  /** Since when refreshing has failed; 0 when it has not. */
  readonly outageSince: number;
}

export interface NewSession {
  readonly ref: SessionRef;
  readonly record: string;
  readonly sealed: string;
  /** App data that the browser gathered before signing in. */
  readonly data: ReadonlyMap<string, string>;
  readonly idleMs: number;
  /** From now until the end whatever happens. */
  readonly absoluteMs: number;
  /** Beyond this many, the user's oldest sessions end. */
  readonly maxSessions: number;
  /** The session that this one takes the place of, if it is the same user's. */
  readonly replaces: string | null;
}

export type RefreshTurn =
  | { readonly state: 'gone' }
  /** Another holds the turn for `forMs` more. */
  | { readonly state: 'busy'; readonly forMs: number }
  /** The session is no longer at the version that the caller saw: read it again. */
  | { readonly state: 'changed' }
  /** A failed attempt asked for a pause until `retryAt`. */
  | { readonly state: 'paused'; readonly retryAt: number }
  /** It is this caller's turn, under fencing number `fence`. */
  | { readonly state: 'acquired'; readonly fence: number; readonly sealed: string };

export interface RefreshResult {
  readonly record: string;
  readonly sealed: string;
}

/** How long a failed refresh keeps others from trying: doubling from `baseMs` to `maxMs`, times `jitter` (0 to 1). */
export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
  readonly jitter: number;
}

export interface EndedSessions {
  /** `sha256(session id)` of each session that this call ended. */
  readonly ended: readonly string[];
  /** Sessions of the user that remain. */
  readonly remaining: number;
}

export interface DataLimits {
  /** UTF-8 bytes of all names and values together. */
  readonly maxTotalBytes: number;
  /** Not null: the record is a guest's, made on the first write, and lives this long. */
  readonly guestMs: number | null;
}

export interface StoredEvent {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** JSON by `lib/session/security-log.ts`. */
  readonly event: string;
}

/** Tokens of an ended session that Cognito has not yet been told to revoke. */
export interface PendingRevocation {
  readonly field: string;
  readonly sealed: string;
}

/** A user (by hash tag) with pending revocations, claimed until `lease`. */
export interface RevocationClaim {
  readonly tag: string;
  readonly lease: number;
}

/**
 * The port to Redis. Each method is one atomic step on the keys of one user; all reject with
 * `LatchkeyError('store_unavailable')` when the store cannot be asked or does not answer in time.
 * `tests/session/store-contract.ts` holds every implementation to the same behaviour.
 */
export interface Store {
  readonly kind: string;
  /** Epoch milliseconds by the store's clock: the same in every process, however wrong the machines' clocks are. */
  now(): number;

  readSession(ref: SessionRef): Promise<StoredSession | null>;
  /** Resolves when the session may have changed, or after `maxMs`. */
  waitForChange(ref: SessionRef, maxMs: number): Promise<void>;
  /** The sealed tokens. To tell whose they are, read the session first: whoever changes them raises its version. */
  readTokens(ref: SessionRef): Promise<string | null>;
  /** @returns the other sessions that had to end: the replaced one and the oldest beyond the maximum */
  createSession(session: NewSession): Promise<EndedSessions>;
  /**
   * Puts `session` in the place of a session of the same user and of `version`, whose tokens it goes on using.
   * False: there is none (any more), and nothing was done.
   */
  continueSession(session: NewSession, idHash: string, version: number): Promise<boolean>;
  /** Moves the idle end, never past the absolute one. False: there is no such session, and there still is none. */
  touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean>;

  takeRefreshTurn(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshTurn>;
  /** Holds the turn for `leaseMs` from now. False: it was lost. */
  holdRefreshTurn(ref: SessionRef, fence: number, leaseMs: number): Promise<boolean>;
  /** Writes only while `fence` is the session's version, so neither a revoked session nor a newer result is overwritten. */
  finishRefresh(
    ref: SessionRef,
    fence: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'>;
  /** Gives the turn back after a failure. @returns when the next attempt may start, or null if the turn was lost */
  failRefresh(ref: SessionRef, fence: number, backoff: Backoff): Promise<number | null>;

  /** All session ids (hashes) of a user, oldest first. */
  listSessions(tag: string): Promise<string[]>;
  /** Removes records and index entries in one step; their tokens wait in the revocation queue if `revoke`. */
  endSessions(tag: string, idHashes: readonly string[], revoke: boolean): Promise<EndedSessions>;
  /** Forgets index entries whose sessions have run out. */
  pruneIndex(tag: string, idHashes: readonly string[]): Promise<void>;

  readData(ref: SessionRef, name: string): Promise<string | null>;
  readAllData(ref: SessionRef): Promise<Map<string, string>>;
  writeData(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'>;
  deleteData(ref: SessionRef, name: string): Promise<boolean>;
  /** Deletes a guest's record; a session's is left alone. */
  dropGuest(ref: SessionRef): Promise<void>;

  /** Puts a user on the list of those with pending revocations, due in `delayMs`. */
  scheduleRevocations(tag: string, delayMs: number): Promise<void>;
  /** Takes up to `limit` users whose revocations are due; no other caller gets them for `leaseMs`. */
  claimRevocations(limit: number, leaseMs: number): Promise<RevocationClaim[]>;
  queueRevocation(tag: string, field: string, sealed: string): Promise<void>;
  pendingRevocations(tag: string): Promise<PendingRevocation[]>;
  settleRevocation(tag: string, field: string): Promise<void>;
  /** Takes the user off the list, unless scheduled again since the claim. */
  retireClaim(claim: RevocationClaim): Promise<void>;

  /** Oldest first. */
  appendEvents(tag: string, events: readonly string[]): Promise<void>;
  /** Newest first. */
  readEvents(tag: string, limit: number): Promise<StoredEvent[]>;
  /** Remembers a browser of this user. @returns whether it is the user's first, a known or a new one */
  rememberBrowser(tag: string, browserHash: string): Promise<'first' | 'known' | 'new'>;

  /** Notes that `sub` goes by `name` (a digest of it), for `ttlMs` from now on. */
  notePerson(name: string, sub: string, ttlMs: number): Promise<void>;
  /** Everyone who goes by `name`, as `sub`s. */
  findPeople(name: string): Promise<string[]>;

  /** Keeps a one-time value; an existing one under the same key is replaced. */
  putOnce(key: string, value: string, ttlMs: number): Promise<void>;
  /** Takes it: of simultaneous callers exactly one gets the value. */
  takeOnce(key: string): Promise<string | null>;

  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What a store tells, or needs to be told by, the process around it. */
export interface StoreHooks {
  /** Epoch milliseconds; only the embedded store reads it, the others use Redis's clock. */
  readonly now?: () => number;
  /** Milliseconds within which every command must be answered (default 1000). */
  readonly commandTimeoutMs?: number;
  /** Milliseconds after which a cached read is never used (default 2000); 0 switches the cache off. */
  readonly maxStalenessMs?: number;
  /** Called for connection trouble, for the log. */
  readonly onTrouble?: (error: unknown) => void;
}
