import type { ActivityEntry } from './activity';
import type { Ticket } from './ticket';

/** How a person proved who they are. `hosted` is managed login with whatever factors it asked for. */
export type SignInMethod = 'hosted' | 'password' | 'passkey' | 'google' | 'facebook' | 'amazon' | 'apple';

/** Who signed in, from the verified id token. Safe to render; holds no token. */
export interface Identity {
  /** Cognito's `sub`, unique and stable within the pool. */
  readonly sub: string;
  /** Cognito's `cognito:username`: equal to `sub` in e-mail pools, `google_<id>` for federated people. */
  readonly username: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly picture: string | null;
  readonly groups: readonly string[];
}

/** Cognito's tokens for one session. They exist in clear only in this process's memory. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** When the access token runs out: epoch milliseconds, by its own `exp`. */
  readonly accessExpiresAt: number;
}

/** What is known of the browser behind a request. */
export interface ClientDescription {
  /** Such as `Firefox`; null when the browser did not say. */
  readonly browser: string | null;
  /** Such as `Windows`; null when the browser did not say. */
  readonly system: string | null;
  /** The client's address after the configured number of trusted proxies. */
  readonly address: string;
}

/** A live session as the app sees it: identity and life, without tokens. All times are epoch milliseconds. */
export interface Session {
  /** Names the session in lists and URLs; it is not a credential. */
  readonly publicId: string;
  /** Where the record lives. Never leaves the server. */
  readonly ref: SessionRef;
  readonly identity: Identity;
  readonly method: SignInMethod;
  readonly client: ClientDescription;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** When the person last proved who they are (`auth_time`, OpenID Connect Core §2). */
  readonly authenticatedAt: number;
  readonly absoluteExpiresAt: number;
  /** False: the cookie goes with the browser. */
  readonly remembered: boolean;
  readonly accessExpiresAt: number;
}

/** The address of a session record in the store: the user's hash tag and `sha256(session id)`. */
export interface SessionRef {
  readonly tag: string;
  readonly idHash: string;
}

export interface StartSession {
  readonly identity: Identity;
  readonly tokens: Tokens;
  readonly method: SignInMethod;
  readonly client: ClientDescription;
  readonly authenticatedAt: number;
  /** False: the cookie lives as long as the browser, and the session has the shorter absolute life. */
  readonly remember: boolean;
  /** The ticket that the browser sent, if any: a guest's data moves over, a former session of this browser ends. */
  readonly previous: Ticket | null;
}

export interface StartedSession {
  readonly session: Session;
  /** The cookie's value. */
  readonly ticket: string;
  /** The cookie's `Max-Age` in seconds; null is a browser-session cookie. */
  readonly maxAgeSeconds: number | null;
}

export type EndReason =
  | 'signed_out'
  | 'ended_by_owner'
  | 'ended_by_administrator'
  | 'replaced'
  | 'too_many_sessions'
  | 'refresh_refused'
  | 'binding_mismatch'
  | 'user_disabled'
  | 'account_deleted';

/**
 * What the session engine needs of Cognito. The one implementation is `lib/auth/cognito.ts`.
 * `refresh` rejects with `RefreshRefused` when Cognito said no, and with anything else when it could not be asked.
 */
export interface IdentityProvider {
  refresh(refreshToken: string): Promise<Tokens>;
  /** Idempotent: revoking what is already revoked succeeds. Ends the whole family of rotated tokens. */
  revoke(refreshToken: string): Promise<void>;
  /** Who a refreshed id token is about, verified; without it a session keeps the groups it started with. */
  identify?(tokens: Tokens): Promise<Identity>;
}

/** What becomes of an account as a whole, which ends all of its sessions. */
export type AccountEnd = Extract<EndReason, 'user_disabled' | 'account_deleted'>;

/** Cognito refused the refresh token for good: revoked, expired, reused, or its user is gone or disabled. */
export class RefreshRefused extends Error {
  override readonly name = 'RefreshRefused';
  /**
   * @param reason Cognito's exception name, such as `NotAuthorizedException` or `RefreshTokenReuseException`
   * @param account what happened to the account, when it is the account that was refused and not this one token
   */
  constructor(
    readonly reason: string,
    readonly account: AccountEnd | null = null,
  ) {
    super(`Cognito refused the refresh token: ${reason}`);
  }
}

export interface ReadOptions {
  /** False: this is no use of the session and does not move its idle end. For an open tab's own questions. */
  readonly touch?: boolean;
}

/** The session engine, as the rest of the app calls it. All methods reject with `store_unavailable` in an outage. */
export interface SessionService {
  start(input: StartSession): Promise<StartedSession>;
  /**
   * One store command, or none while the answer is cached. If the access token has run out, Cognito is asked first, so
   * that whom Cognito no longer knows is not let in. Null: there is no such session (any more).
   * @throws LatchkeyError `reauthentication_required` by the binding policy, `identity_provider_unavailable` when
   * Cognito has been away for longer than the policy's limit
   */
  read(ticket: Ticket, client: ClientDescription, options?: ReadOptions): Promise<Session | null>;
  /**
   * Tokens good for at least a few seconds, refreshed single-flight when needed.
   * @throws LatchkeyError `session_ended` when Cognito refused, `identity_provider_unavailable` when it did not answer
   */
  tokens(session: Session, options?: { force?: boolean }): Promise<Tokens>;
  /** Keeps tokens that Amplify refreshed through the jar; discarded if the session is gone or `basedOn` is not the latest. */
  keepTokens(session: Session, tokens: Tokens, basedOn: Tokens): Promise<void>;
  end(ref: SessionRef, reason: EndReason): Promise<void>;
  endOthers(session: Session): Promise<number>;
  endAll(sub: string, reason: EndReason): Promise<number>;
  endByPublicId(sub: string, publicId: string, reason: EndReason): Promise<boolean>;
  list(sub: string): Promise<Session[]>;
  /** The person's security log, newest first. */
  activity(sub: string, limit?: number): Promise<ActivityEntry[]>;
  /**
   * App data of a session or of a guest, by name (1 to 64 of `A-Za-z0-9_.-`). It lives and dies with the session.
   * @throws LatchkeyError `invalid_request` for another name
   */
  getSessionData(ticket: Ticket, name: string): Promise<string | null>;
  getAllSessionData(ticket: Ticket): Promise<ReadonlyMap<string, string>>;
  /** @throws LatchkeyError `payload_too_large` beyond 4 kB a value or 32 kB a session, `unauthenticated` without one */
  setSessionData(ticket: Ticket, name: string, value: string): Promise<void>;
  deleteSessionData(ticket: Ticket, name: string): Promise<boolean>;
  /** The `sub`s of everyone who signed in under an e-mail address or username, whoever did so last first. */
  findPeople(name: string): Promise<string[]>;
  /** Keeps a one-time value (a sign-in attempt) for `ttlSeconds`. */
  putOnce(key: string, value: string, ttlSeconds: number): Promise<void>;
  /** Takes it: of two simultaneous callers one gets the value, the other null. */
  takeOnce(key: string): Promise<string | null>;
  /**
   * Moves a session to a new id, with its tokens and data: after a change of privilege (OWASP ASVS 5.0, 7.2.4).
   * Null: it has ended.
   */
  renew(session: Session, ticket: Ticket): Promise<StartedSession | null>;
  /**
   * Resolves when the session has ended or run out, or `signal` aborts. For pages that want to know at once; waiting is
   * no use of the session. An outage is not an end: it rejects, because nobody knows any more.
   */
  untilEnded(ticket: Ticket, signal: AbortSignal): Promise<void>;
  /** Rejects with `store_unavailable` unless the store answers. For the readiness probe. */
  ping(): Promise<void>;
  /** Stops background work and closes the store. */
  close(): Promise<void>;
}
