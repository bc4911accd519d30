/** The address of a session record in the store: the user's hash tag and `sha256(session id)`. */
export interface SessionRef {
  readonly tag: string;
  readonly idHash: string;
}

/** What every request needs of a session. One command fetches it, and it may be served from cache. */
export interface StoredSession {
  /** JSON by `lib/session/record.ts`; opaque to the store. */
  readonly record: string;
  /** Rises with every refresh attempt and every change of tokens: the fencing token. */
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

/** A session's way to a new id. */
export interface SessionMove {
  readonly from: SessionRef;
  /** The version that it must have: nobody else has changed its tokens. */
  readonly version: number;
  /** Of the same user. */
  readonly to: SessionRef;
  readonly record: string;
  /** The tokens that it had, sealed for the new id. */
  readonly sealed: string;
  readonly idleMs: number;
  readonly absoluteMs: number;
}

export type RefreshLock =
  | { readonly state: 'gone' }
  /** Another holds the lock for `forMs` more. */
  | { readonly state: 'busy'; readonly forMs: number }
  /** The session is no longer at the version that the caller saw: read it again. */
  | { readonly state: 'changed' }
  /** A failed attempt asked for a pause until `retryAt`. */
  | { readonly state: 'paused'; readonly retryAt: number }
  /** The caller holds the lock, under this fencing token. */
  | { readonly state: 'acquired'; readonly fencingToken: number; readonly sealed: string };

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

/** The records of sessions, and each user's index of them. */
export interface SessionRecords {
  read(ref: SessionRef): Promise<StoredSession | null>;
  /** Resolves when the session may have changed, or after `maxMs`. */
  waitForChange(ref: SessionRef, maxMs: number): Promise<void>;
  /** The sealed tokens. To tell whose they are, read the session first: whoever changes them raises its version. */
  readTokens(ref: SessionRef): Promise<string | null>;
  /** @returns the other sessions that had to end: the replaced one and the oldest beyond the maximum */
  create(session: NewSession): Promise<EndedSessions>;
  /** Moves a session with all its app data. False: it is not there at that version (any more), and nothing was done. */
  move(move: SessionMove): Promise<boolean>;
  /** Moves the idle end, never past the absolute one. False: there is no such session, and there still is none. */
  touch(ref: SessionRef, idleMs: number, absoluteExpiresAt: number): Promise<boolean>;
  /** All session ids (hashes) of a user, oldest first. */
  list(tag: string): Promise<string[]>;
  /** Removes records and index entries in one step; their tokens wait in the revocation queue if `revoke`. */
  end(tag: string, idHashes: readonly string[], revoke: boolean): Promise<EndedSessions>;
  /** Forgets index entries whose sessions have run out. */
  prune(tag: string, idHashes: readonly string[]): Promise<void>;
}

/** The right to refresh a session's tokens, which one process at a time holds on a lease, under a fencing token. */
export interface RefreshLocks {
  acquire(ref: SessionRef, seenVersion: number, leaseMs: number): Promise<RefreshLock>;
  /** Extends the lease to `leaseMs` from now. False: the lock was lost. */
  extend(ref: SessionRef, fencingToken: number, leaseMs: number): Promise<boolean>;
  /** Writes only while `fencingToken` is the session's version, so that no revoked session and no newer result is overwritten. */
  complete(
    ref: SessionRef,
    fencingToken: number,
    result: RefreshResult,
  ): Promise<'written' | 'gone' | 'superseded'>;
  /** Releases the lock after a failure. @returns when the next attempt may start, or null if the lock was lost */
  fail(ref: SessionRef, fencingToken: number, backoff: Backoff): Promise<number | null>;
}

/** Values that the app keeps with a session, or with a guest. */
export interface AppDataRecords {
  read(ref: SessionRef, name: string): Promise<string | null>;
  readAll(ref: SessionRef): Promise<Map<string, string>>;
  write(
    ref: SessionRef,
    name: string,
    value: string,
    limits: DataLimits,
  ): Promise<'written' | 'gone' | 'too_large'>;
  delete(ref: SessionRef, name: string): Promise<boolean>;
  /** Deletes a guest's record; a session's is left alone. */
  dropGuest(ref: SessionRef): Promise<void>;
}

/** Tokens of ended sessions that Cognito has yet to revoke, and the list of users who have some. */
export interface RevocationQueue {
  /** Puts a user on the list, due in `delayMs`. */
  schedule(tag: string, delayMs: number): Promise<void>;
  /** Takes up to `limit` users whose revocations are due; no other caller gets them for `leaseMs`. */
  claim(limit: number, leaseMs: number): Promise<RevocationClaim[]>;
  add(tag: string, field: string, sealed: string): Promise<void>;
  pending(tag: string): Promise<PendingRevocation[]>;
  remove(tag: string, field: string): Promise<void>;
  /** Takes the user off the list, unless scheduled again since the claim. */
  retire(claim: RevocationClaim): Promise<void>;
}

/** A user's security log, and the browsers that the user is known to use. */
export interface SecurityLogRecords {
  /** Oldest first. */
  append(tag: string, events: readonly string[]): Promise<void>;
  /** Newest first. */
  read(tag: string, limit: number): Promise<StoredEvent[]>;
  /** Remembers a browser of this user. @returns whether it is the user's first, a known or a new one */
  rememberBrowser(tag: string, browserHash: string): Promise<'first' | 'known' | 'new'>;
}

/** By which names (digests of them) a user can be looked up. */
export interface NameRecords {
  /** Notes that `sub` goes by `name`, for `ttlMs` from now on. */
  note(name: string, sub: string, ttlMs: number): Promise<void>;
  /** Everyone who goes by `name`, as `sub`s. */
  find(name: string): Promise<string[]>;
}

/** Values that are used once, such as a sign-in attempt. */
export interface OneTimeValues {
  /** Keeps a value; an existing one under the same key is replaced. */
  put(key: string, value: string, ttlMs: number): Promise<void>;
  /** Takes it: of simultaneous callers exactly one gets the value. */
  take(key: string): Promise<string | null>;
}

/**
 * The port to Redis. Each method is one atomic step on the keys of one user; all reject with
 * `LatchkeyError('store_unavailable')` when the store cannot be asked or does not answer in time.
 * `tests/session/store-contract.ts` holds every implementation to the same behaviour.
 */
export interface Store {
  readonly kind: string;
  readonly sessions: SessionRecords;
  readonly refreshLocks: RefreshLocks;
  readonly appData: AppDataRecords;
  readonly revocations: RevocationQueue;
  readonly securityLog: SecurityLogRecords;
  readonly names: NameRecords;
  readonly oneTimeValues: OneTimeValues;
  /** Epoch milliseconds by the store's clock: the same in every process, however wrong the machines' clocks are. */
  now(): number;
  ping(): Promise<void>;
  close(): Promise<void>;
}
