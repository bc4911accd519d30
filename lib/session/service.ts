import 'server-only';
import { AppData } from './app-data';
import { Binding } from './binding';
import { BoundSessions } from './bound-sessions';
import { CredentialChanges } from './credential-changes';
import type { Engine } from './engine';
import type { Tokens } from './identity-provider';
import { findUsers } from './name-lookup';
import { openOnce, sealOnce } from './one-time-values';
import { DEFAULT_POLICY, type SessionPolicy } from './policy';
import { Presence } from './presence';
import { decodeRecord, publicIdOf } from './record';
import { Refresh } from './refresh';
import { Revocation } from './revocation';
import { RevocationRounds } from './revocation-rounds';
import { type ActivityEntry, type EventKind, readEnding, readSecurityLog } from './security-log';
import { type ClientDescription, type EndReason, endOf, type Session } from './session';
import { type StartedSession, type StartSession, startSession } from './start-session';
import { sessionRef, type Ticket, userTag } from './ticket';
import { TokenStore } from './token-store';
import { type ReadOptions, Touch } from './touch';
import { UserSessions } from './user-sessions';
import { untilEnded } from './watch';

/** What the engine is made of. `policy` holds only what differs from `DEFAULT_POLICY`. */
export type SessionServiceOptions = Omit<Engine, 'policy'> & { readonly policy?: Partial<SessionPolicy> };

/** The session engine, as the rest of the app calls it. All methods reject with `store_unavailable` in an outage. */
export class SessionService {
  readonly #engine: Engine;
  readonly #revocation: Revocation;
  readonly #refresh: Refresh;
  readonly #binding: Binding;
  readonly #userSessions: UserSessions;
  readonly #touch: Touch;
  /** Small values that the app keeps with a session or a guest. They live and die with it. */
  readonly appData: AppData;
  /** When a sign-in has to ask for credentials. */
  readonly presence: Presence;
  /** What follows when someone changes how they sign in. */
  readonly credentialChanges: CredentialChanges;
  /** Sessions that are worth nothing without a key of the browser's. */
  readonly boundSessions: BoundSessions;
  /** What Cognito has yet to be told of sessions that have ended. */
  readonly revocationRounds: RevocationRounds;

  constructor(options: SessionServiceOptions) {
    this.#engine = { ...options, policy: { ...DEFAULT_POLICY, ...options.policy } };
    this.#revocation = new Revocation(this.#engine);
    const tokenStore = new TokenStore(this.#engine, this.#revocation);
    this.#refresh = new Refresh(this.#engine, tokenStore, this.#revocation);
    this.#binding = new Binding(this.#engine);
    this.#userSessions = new UserSessions(this.#engine, this.#revocation);
    this.#touch = new Touch(this.#engine);
    this.boundSessions = new BoundSessions(this.#engine, this.#userSessions);
    this.appData = new AppData(this.#engine);
    this.presence = new Presence(this.#engine);
    this.credentialChanges = new CredentialChanges(this.#engine, this.#userSessions);
    this.revocationRounds = new RevocationRounds(this.#engine, this.#revocation);
  }

  /**
   * The live session that a ticket names. One store command, or none while the answer is cached; then pure checks. If
   * the access token has run out, Cognito is asked first, so that whom Cognito no longer knows is not let in.
   *
   * @returns null: there is no such session (any more)
   * @throws LatchkeyError `reauthentication_required` by the binding policy, `device_not_proved`,
   *   `identity_provider_unavailable` when Cognito has been away for longer than the policy's limit
   */
  async read(ticket: Ticket, client: ClientDescription, options: ReadOptions = {}): Promise<Session | null> {
    if (ticket.kind !== 'session') return null;
    const ref = sessionRef(ticket);
    const { store, policy } = this.#engine;
    const stored = await store.sessions.read(ref);
    const session = stored && decodeRecord(stored, ref, this.#engine);
    const now = store.now();
    if (!session || now >= endOf(session, policy.idleMs)) return null;
    if (!this.boundSessions.isProved(session, options.deviceTicket))
      await this.boundSessions.refuse(session, client);
    const mismatches = this.#binding.mismatches(session, client);
    if (mismatches.length > 0 && !(await this.#binding.allows(session, client, mismatches))) {
      await this.end(ref, 'binding_mismatch');
      return null;
    }
    if (options.touch !== false && now - session.lastSeenAt >= policy.touchEveryMs)
      await this.#touch.note(session);
    return now < session.accessExpiresAt ? session : this.#refresh.confirmed(session, stored);
  }

  /**
   * The session with the groups of a verified id token, which a refresh may not have got. What they allow needs this.
   *
   * @throws LatchkeyError `identity_provider_unavailable` when they cannot be confirmed now, `session_ended`
   */
  withConfirmedGroups(session: Session): Promise<Session> {
    return this.#refresh.withConfirmedGroups(session);
  }

  start(input: StartSession): Promise<StartedSession> {
    return startSession(this.#engine, this.#revocation, input);
  }

  /**
   * Tokens good for at least a few seconds, refreshed single-flight when needed.
   *
   * @throws LatchkeyError `session_ended` when Cognito refused, `identity_provider_unavailable` when it did not answer
   */
  tokens(session: Session, { force = false } = {}): Promise<Tokens> {
    return this.#refresh.tokens(session.ref, force);
  }

  /** Whether tokens are good for at least a few seconds. Asks nobody. */
  areGood(tokens: Tokens): boolean {
    return this.#refresh.areGood(tokens);
  }

  /** Ends a session. Gives Cognito a moment to hear of it, but does not depend on its answer. */
  async end(ref: Session['ref'], reason: EndReason): Promise<void> {
    await this.#revocation.end(ref.tag, [ref.idHash], reason);
    await this.#revocation.tellCognito(ref.tag);
  }

  /** Ends every session of the same user but this one. @returns how many ended */
  endOthers({ ref }: Session): Promise<number> {
    return this.#userSessions.endAllBut(ref.tag, ref.idHash, 'ended_by_owner');
  }

  /** Ends every session of a user. @returns how many ended */
  endAll(sub: string, reason: EndReason): Promise<number> {
    return this.#userSessions.endAllBut(this.#tagOf(sub), null, reason);
  }

  /** Ends the session that goes by a public id. @returns false for an unknown id and another user's alike */
  endByPublicId(sub: string, publicId: string, reason: EndReason): Promise<boolean> {
    return this.#userSessions.endByPublicId(this.#tagOf(sub), publicId, reason);
  }

  /** Deletes what is kept of a user whose account is gone. @param session the one that asks; @param language in which they are told */
  forgetUser(...who: Parameters<UserSessions['forget']>): Promise<void> {
    return this.#userSessions.forget(...who);
  }

  /** Why the session that a ticket names ended, an `EndReason`; null when the security log does not say. */
  endingOf(ticket: Ticket): Promise<string | null> {
    const { tag, idHash } = sessionRef(ticket);
    return readEnding(this.#engine, tag, publicIdOf(idHash));
  }

  /** All live sessions of a user, last used first. */
  list(sub: string): Promise<Session[]> {
    return this.#userSessions.list(this.#tagOf(sub));
  }

  /** The user's security log, newest first: so many entries of each kind, of all kinds unless some are named. */
  activity(sub: string, limit?: number, kinds?: readonly EventKind[]): Promise<ActivityEntry[]> {
    return readSecurityLog(this.#engine, this.#tagOf(sub), limit, kinds);
  }

  /** The `sub`s of everyone who signed in under an e-mail address or username, whoever did so last first. */
  findUsers(name: string): Promise<string[]> {
    return findUsers(this.#engine, name);
  }

  /** Resolves when the session has ended or run out, or `signal` aborts. An outage is not an end: then it rejects. */
  untilEnded(ticket: Ticket, signal: AbortSignal): Promise<void> {
    return untilEnded(this.#engine, ticket, signal);
  }

  /** Seals a value (a sign-in attempt) that is given away and comes back, once, within `ttlSeconds`. */
  sealOnce(value: string, ttlSeconds: number): Promise<string> {
    return sealOnce(this.#engine, value, ttlSeconds * 1000);
  }

  /** Opens it: of two simultaneous callers one gets the value, the other null. */
  openOnce(sealed: string): Promise<string | null> {
    return openOnce(this.#engine, sealed);
  }

  /** Epoch milliseconds by the store's clock: the same in every process, however wrong the machines' clocks are. */
  now(): number {
    return this.#engine.store.now();
  }

  /** Rejects with `store_unavailable` unless the store answers. For the readiness probe. */
  ping(): Promise<void> {
    return this.#engine.store.ping();
  }

  /** Stops background work and closes the store. */
  async close(): Promise<void> {
    this.revocationRounds.stop();
    await this.#engine.store.close();
  }

  #tagOf(sub: string) {
    return userTag(this.#engine.issuer, sub);
  }
}
