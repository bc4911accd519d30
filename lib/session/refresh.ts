import { hasCode, LatchkeyError } from '../errors';
import { ageOf, moment } from '../store/moment';
import type { StoredSession } from '../store/records';
import type { SessionRef } from '../store/session-ref';
import type { Engine } from './engine';
import { RefreshRefused, type Tokens, type VerifiedIdToken } from './identity-provider';
import { decodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import { writeSecurityLog } from './security-log';
import type { Session } from './session';
import type { Refreshed, TokenStore } from './token-store';

/** How long a request waits for tokens that another is fetching, in milliseconds. */
const WAIT_LIMIT_MS = 15_000;
/** How often a waiter looks at the clock when no change is announced. */
const LOOK_MS = 250;

/** Tokens of a session, refreshed once for everyone who needs them: tabs, requests, processes, machines. */
export class Refresh {
  readonly #underWay = new Map<string, Promise<Tokens>>();

  constructor(
    private readonly engine: Engine,
    private readonly tokenStore: TokenStore,
    private readonly revocation: Revocation,
  ) {}

  /**
   * @param force refreshes also tokens that are still good
   * @throws LatchkeyError `session_ended`, `identity_provider_unavailable` or `store_unavailable`
   */
  async tokens(ref: SessionRef, force: boolean): Promise<Tokens> {
    const stored = await this.engine.store.sessions.read(ref);
    const session = stored && decodeRecord(stored, ref, this.engine);
    if (!session) throw new LatchkeyError('session_ended');
    if (!force && this.areGood(session)) return this.tokenStore.openStored(stored, ref);
    return this.#once(ref, stored.version);
  }

  /** Whether what runs out then is good for long enough to be handed out. @param accessExpiresAt epoch milliseconds */
  areGood({ accessExpiresAt }: Pick<Tokens, 'accessExpiresAt'>): boolean {
    return accessExpiresAt - this.engine.store.now() > this.engine.policy.accessMarginMs;
  }

  /**
   * A session whose access token has run out, once Cognito has confirmed it by a refresh; as it stands while Cognito is
   * away, for as long as the policy says. Null: Cognito refused, and it has ended.
   *
   * @throws LatchkeyError `identity_provider_unavailable` or `store_unavailable`
   */
  async confirmed(session: Session, stored: StoredSession): Promise<Session | null> {
    const { store, policy } = this.engine;
    const within = store.now() < session.accessExpiresAt + policy.outageLimitMs;
    const othersTry = Math.max(stored.retryAt, stored.refreshingUntil) > store.now();
    if (within && stored.outageSince > 0 && othersTry) return session;
    try {
      await this.tokens(session.ref, false);
    } catch (error) {
      if (hasCode(error, 'session_ended')) return null;
      if (within && hasCode(error, 'identity_provider_unavailable')) return session;
      throw error;
    }
    const confirmed = await store.sessions.read(session.ref);
    return confirmed && decodeRecord(confirmed, session.ref, this.engine);
  }

  /**
   * Tries another refresh when the last one could not verify whom its id token is about. Authority that is not confirmed
   * has run out, and "could not find out" is not "no": whoever asks is told to come back.
   */
  async withConfirmedGroups(session: Session): Promise<Session> {
    if (session.groupsConfirmed) return session;
    await this.tokens(session.ref, true);
    const stored = await this.engine.store.sessions.read(session.ref);
    const confirmed = stored && decodeRecord(stored, session.ref, this.engine);
    if (!confirmed) throw new LatchkeyError('session_ended');
    if (!confirmed.groupsConfirmed) throw new LatchkeyError('identity_provider_unavailable');
    return confirmed;
  }

  /** Within the process all callers share one promise; between processes the store's lock decides. */
  #once(ref: SessionRef, seenVersion: number): Promise<Tokens> {
    const name = `${ref.tag} ${ref.idHash}`;
    const known = this.#underWay.get(name);
    if (known) return known;
    const refreshed = this.#refreshOrWait(ref, seenVersion).finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, refreshed);
    return refreshed;
  }

  async #refreshOrWait(ref: SessionRef, firstSeen: number): Promise<Tokens> {
    const { store, policy } = this.engine;
    const began = moment();
    let seen = firstSeen;
    while (ageOf(began) < WAIT_LIMIT_MS) {
      const lock = await store.refreshLocks.acquire(ref, seen, policy.refreshLeaseMs);
      if (lock.state === 'gone') throw new LatchkeyError('session_ended');
      if (lock.state === 'paused') throw this.#awayUntil(lock.retryAt);
      if (lock.state === 'acquired') return this.#refresh(ref, lock.fencingToken, lock.sealed);
      if (lock.state === 'busy') await store.sessions.waitForChange(ref, Math.min(lock.forMs, LOOK_MS));
      const stored = await store.sessions.read(ref);
      if (!stored) throw new LatchkeyError('session_ended');
      if (stored.version > firstSeen && this.#isSettled(stored, ref)) {
        return this.tokenStore.openStored(stored, ref);
      }
      seen = stored.version;
    }
    throw new LatchkeyError('identity_provider_unavailable');
  }

  async #refresh(ref: SessionRef, fencingToken: number, sealed: string): Promise<Tokens> {
    const former = await this.tokenStore.open(sealed, ref);
    let refreshed: Refreshed;
    try {
      refreshed = await this.#whileHolding(ref, fencingToken, () => this.#ask(ref, former));
    } catch (error) {
      if (error instanceof RefreshRefused) return this.#refused(ref, fencingToken, error);
      throw await this.#failed(ref, fencingToken, error);
    }
    return this.tokenStore.keep(ref, fencingToken, refreshed);
  }

  async #ask(ref: SessionRef, former: Tokens): Promise<Refreshed> {
    const { identityProvider } = this.engine;
    const tokens = await identityProvider.refresh(former.refreshToken);
    return { tokens, verified: await this.#verify(ref, tokens) };
  }

  /** The tokens are good whether or not the keys to check the id token with can be had at the moment. */
  async #verify(ref: SessionRef, tokens: Tokens): Promise<VerifiedIdToken | null> {
    try {
      return (await this.engine.identityProvider.verify?.(tokens)) ?? null;
    } catch (error) {
      this.engine.log('warn', 'identity_not_renewed', { session: publicIdOf(ref.idHash), error });
      return null;
    }
  }

  /** A short lease, renewed while there is life, lets others take over soon after a crash. */
  async #whileHolding<T>(ref: SessionRef, fencingToken: number, ask: () => Promise<T>): Promise<T> {
    const { store, policy, log } = this.engine;
    const began = moment();
    const timer = setInterval(() => {
      if (ageOf(began) > policy.refreshLimitMs) return clearInterval(timer);
      store.refreshLocks.extend(ref, fencingToken, policy.refreshLeaseMs).catch((error: unknown) => {
        log('warn', 'refresh_lock_not_extended', { session: publicIdOf(ref.idHash), error });
      });
    }, policy.refreshLeaseMs / 3);
    try {
      return await ask();
    } finally {
      clearInterval(timer);
    }
  }

  async #refused(ref: SessionRef, fencingToken: number, refusal: RefreshRefused): Promise<Tokens> {
    const { store, policy } = this.engine;
    // Whoever took the lock over has already exchanged this refresh token; theirs is the result that counts.
    const holds = await store.refreshLocks.extend(ref, fencingToken, policy.refreshLeaseMs);
    if (!holds) return this.#refreshOrWait(ref, fencingToken);
    const reused = refusal.reason === 'RefreshTokenReuseException';
    const type = reused ? 'reuse_detected' : 'refresh_refused';
    await writeSecurityLog(this.engine, ref.tag, {
      type,
      session: publicIdOf(ref.idHash),
      reason: refusal.reason,
    });
    if (refusal.account) await this.revocation.endAllBut(ref.tag, null, refusal.account);
    else await this.revocation.end(ref.tag, [ref.idHash], 'refresh_refused', reused);
    if (reused || refusal.account) await this.revocation.tellCognito(ref.tag);
    throw new LatchkeyError('session_ended', { cause: refusal });
  }

  async #failed(ref: SessionRef, fencingToken: number, cause: unknown): Promise<LatchkeyError> {
    const { store, policy, log } = this.engine;
    log('warn', 'refresh_failed', { session: publicIdOf(ref.idHash), error: cause });
    const backoff = { baseMs: policy.retryBaseMs, maxMs: policy.retryMaxMs, jitter: Math.random() };
    const retryAt = await store.refreshLocks.fail(ref, fencingToken, backoff);
    return this.#awayUntil(retryAt ?? store.now() + policy.retryBaseMs, cause);
  }

  /** Someone has refreshed since: even a token shorter than the margin is then the best there is. */
  #isSettled(stored: StoredSession, ref: SessionRef): boolean {
    const now = this.engine.store.now();
    const resting = stored.refreshingUntil <= now && stored.retryAt === 0;
    return resting && (decodeRecord(stored, ref, this.engine)?.accessExpiresAt ?? 0) > now;
  }

  #awayUntil(retryAt: number, cause?: unknown): LatchkeyError {
    const retryAfterSeconds = Math.max(1, Math.ceil((retryAt - this.engine.store.now()) / 1000));
    return new LatchkeyError('identity_provider_unavailable', { cause, retryAfterSeconds });
  }
}
