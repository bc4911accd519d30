import type { Limit } from './limit';
import type {
  Backoff,
  DataLimits,
  EndedSessions,
  NewSession,
  PendingRevocation,
  RefreshLock,
  RefreshResult,
  RevocationClaim,
  Sealed,
  SessionMove,
  SignInEvents,
  StoredEvent,
  StoredSession,
  WriteOutcome,
} from './records';
import type { HashTag, SessionIdHash, SessionRef } from './session-ref';

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
  list(tag: HashTag): Promise<SessionIdHash[]>;
  /** Removes records and index entries in one step; their tokens wait in the revocation queue if `revoke`. */
  end(tag: HashTag, idHashes: readonly SessionIdHash[], revoke: boolean): Promise<EndedSessions>;
  /** Forgets index entries whose sessions have run out. */
  prune(tag: HashTag, idHashes: readonly SessionIdHash[]): Promise<void>;
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
  /** At a cost that does not depend on how much is kept already. */
  write(ref: SessionRef, name: string, value: string, limits: DataLimits): Promise<WriteOutcome>;
  delete(ref: SessionRef, name: string): Promise<boolean>;
  /** Deletes a guest's record; a session's is left alone. */
  dropGuest(ref: SessionRef): Promise<void>;
}

/** Tokens of ended sessions that Cognito has yet to revoke, and the list of users who have some. */
export interface RevocationQueue {
  /** Puts a user on the list, due in `delayMs`. */
  schedule(tag: HashTag, delayMs: number): Promise<void>;
  /** Takes up to `limit` users whose revocations are due; no other caller gets them for `leaseMs`. */
  claim(limit: number, leaseMs: number): Promise<RevocationClaim[]>;
  add(tag: HashTag, field: string, sealed: Sealed): Promise<void>;
  pending(tag: HashTag): Promise<PendingRevocation[]>;
  remove(tag: HashTag, field: string): Promise<void>;
  /** Takes the user off the list, unless scheduled again since the claim. */
  retire(claim: RevocationClaim): Promise<void>;
}

/** A user's security log, and the browsers that the user is known to use. */
export interface SecurityLogRecords {
  /** Oldest first. Each kind has so much room of its own, so that none pushes out another. */
  append(tag: HashTag, kind: string, events: readonly string[]): Promise<void>;
  /** Of each of these kinds so many, newest first. What happened in the same millisecond is in the kinds' order. */
  read(tag: HashTag, kinds: readonly string[], limit: number): Promise<StoredEvent[]>;
  /**
   * Writes down a sign-in and remembers its browser, in one step.
   *
   * @param events of the sign-in itself, and of a browser that is new to a user who has others
   * @returns whether it is the user's first, a known or a new one
   */
  noteSignIn(tag: HashTag, browserHash: string, events: SignInEvents): Promise<'first' | 'known' | 'new'>;
  /** Whether this user has signed in on this browser before. */
  knowsBrowser(tag: HashTag, browserHash: string): Promise<boolean>;
  /** Forgets what happened of these kinds, and all browsers. */
  forget(tag: HashTag, kinds: readonly string[]): Promise<void>;
}

/** By which names (digests of them) a user can be looked up. */
export interface NameRecords {
  /** Notes that `sub` goes by each of these names, for `ttlMs` from now on. */
  note(names: readonly string[], sub: string, ttlMs: number): Promise<void>;
  /** Everyone who goes by `name`, as `sub`s. */
  find(name: string): Promise<string[]>;
  /** `sub` goes by `name` no more. */
  forget(name: string, sub: string): Promise<void>;
}

/** What may be used once, such as a sign-in attempt. */
export interface OneTimeValues {
  /** Notes a use, for `ttlMs`. @returns true for exactly one caller within that time */
  use(id: string, ttlMs: number): Promise<boolean>;
  /** Notes that it was not used after all. */
  giveBack(id: string): Promise<void>;
}

/** What one budget is to pay. */
export interface Payment {
  readonly name: string;
  readonly points: number;
  readonly limit: Limit;
}

/**
 * What may be done so often and no more, by the generic cell rate algorithm (ITU-T I.371, virtual scheduling). The budgets of
 * one kind share a hash tag, so that what several of them pay for is one step.
 */
export interface BudgetRecords {
  /**
   * Spends from every budget if each has so much left, and from none otherwise.
   *
   * @returns 0, or for how many milliseconds the first that has not will not have enough
   */
  spend(kind: string, payments: readonly Payment[]): Promise<number>;
  /** Gives back what turned out not to count. */
  giveBack(kind: string, payments: readonly Payment[]): Promise<void>;
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
  readonly budgets: BudgetRecords;
  /** Epoch milliseconds by the store's clock: the same in every process, however wrong the machines' clocks are. */
  now(): number;
  ping(): Promise<void>;
  close(): Promise<void>;
}
