import type { Proven } from '../proof';
import type { HashTag, SessionIdHash, SessionRef } from './session-ref';

/** A value that can be opened only with the session keys and where it was sealed for, by `lib/session/seal.ts`. */
export type Sealed = Proven<'sealed'>;

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
  readonly sealed: Sealed;
  /** App data that the browser gathered before signing in. */
  readonly data: ReadonlyMap<string, string>;
  readonly idleMs: number;
  /** From now until the end whatever happens. */
  readonly absoluteMs: number;
  /** Beyond this many, the user's oldest sessions end. */
  readonly maxSessions: number;
  /** The session that this one takes the place of, if it is the same user's. */
  readonly replaces: SessionIdHash | null;
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
  readonly sealed: Sealed;
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
  readonly sealed: Sealed;
}

/** How long a failed refresh keeps others from trying: doubling from `baseMs` to `maxMs`, times `jitter` (0 to 1). */
export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
  readonly jitter: number;
}

export interface EndedSessions {
  /** Each session that this call ended. */
  readonly ended: readonly SessionIdHash[];
  /** Sessions of the user that remain. */
  readonly remaining: number;
}

export interface DataLimits {
  /** UTF-8 bytes of all names and values together. */
  readonly maxTotalBytes: number;
  readonly maxValues: number;
  /** Not null: the record is a guest's, made on the first write, and lives this long after the last one. */
  readonly guestMs: number | null;
}

/** What became of a value to keep. `gone`: there is no such session. */
export type WriteOutcome = 'written' | 'gone' | 'too_large' | 'too_many';

export interface StoredEvent {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** JSON by `lib/session/security-log.ts`. */
  readonly event: string;
}

/** What a sign-in is told as: kinds of events, and JSON by `lib/session/security-log.ts`. */
export interface SignInEvents {
  readonly signedIn: readonly [kind: string, event: string];
  readonly newBrowser: readonly [kind: string, event: string];
}

/** Tokens of an ended session that Cognito has not yet been told to revoke. */
export interface PendingRevocation {
  /** The session whose tokens they are. */
  readonly idHash: SessionIdHash;
  /** By which this one entry is removed: a session may leave several. */
  readonly field: string;
  readonly sealed: string;
}

/** A user (by hash tag) with pending revocations, claimed until `lease`. */
export interface RevocationClaim {
  readonly tag: HashTag;
  readonly lease: number;
}
