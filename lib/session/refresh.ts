import { hasCode, LatchkeyError } from '../errors';
import type { StoredSession } from '../store/port';
import { type Engine, record } from './engine';
import { decodeRecord, encodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import { openTokens, sealTokens } from './seal';
import { RefreshRefused, type SessionRef, type Tokens } from './types';

/** How long a request waits for tokens that another is fetching. */
const WAIT_LIMIT_MS = 15_000;
/** How often a waiter looks at the clock when no change is announced. */
const LOOK_MS = 250;

/** Tokens of a session, refreshed once for everyone who needs them: tabs, requests, processes, machines. */
export class Refresh {
  readonly #underWay = new Map<string, Promise<Tokens>>();
  readonly #opened = new WeakMap<StoredSession, Promise<Tokens>>();

  constructor(
    private readonly engine: Engine,
    private readonly revocation: Revocation,
  ) {}

  /**
   * @param force refreshes also tokens that are still good
   * @throws LatchkeyError `session_ended`, `identity_provider_unavailable` or `store_unavailable`
   */
  async tokens(ref: SessionRef, force: boolean): Promise<Tokens> {
    const stored = await this.engine.store.readSession(ref);
    if (!stored) throw new LatchkeyError('session_ended');
    if (!force && this.#isFresh(stored, ref)) return this.#openStored(stored, ref);
    return this.#once(ref, stored.version);
  }

  /** Within the process all callers share one promise; between processes the store's turn decides. */
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
    const giveUpAt = performance.now() + WAIT_LIMIT_MS;
    let seen = firstSeen;
    while (performance.now() < giveUpAt) {
      const turn = await store.takeRefreshTurn(ref, seen, policy.refreshLeaseMs);
      if (turn.state === 'gone') throw new LatchkeyError('session_ended');
      if (turn.state === 'paused') throw this.#awayUntil(turn.retryAt);
      if (turn.state === 'acquired') return this.#refresh(ref, turn.fence, turn.sealed);
      if (turn.state === 'busy') await store.waitForChange(ref, Math.min(turn.forMs, LOOK_MS));
      const stored = await store.readSession(ref);
      if (!stored) throw new LatchkeyError('session_ended');
      if (stored.version > firstSeen && this.#isSettled(stored, ref)) return this.#openStored(stored, ref);
      seen = stored.version;
    }
    throw new LatchkeyError('identity_provider_unavailable');
  }

  async #refresh(ref: SessionRef, fence: number, sealed: string): Promise<Tokens> {
    const former = await this.#open(sealed, ref);
    let tokens: Tokens;
    try {
      tokens = await this.#whileHolding(ref, fence, () =>
        this.engine.identityProvider.refresh(former.refreshToken),
      );
    } catch (error) {
      if (error instanceof RefreshRefused) return this.#refused(ref, fence, error);
      throw await this.#failed(ref, fence, error);
    }
    return this.keep(ref, fence, tokens);
  }

  /** Tokens that Amplify refreshed on its own: kept if the session still has those that it started from. */
  async keepForeign(ref: SessionRef, tokens: Tokens, basedOn: Tokens): Promise<void> {
    const latest = await this.engine.store.readTokens(ref);
    const current = latest && (await openTokens(latest.sealed, ref, this.engine.keys));
    if (current && current.refreshToken !== basedOn.refreshToken) return;
    try {
      await this.keep(ref, latest?.version ?? 0, tokens);
    } catch (error) {
      if (!hasCode(error, 'session_ended')) throw error;
    }
  }

  /** A short lease, renewed while there is life, lets others take over soon after a crash. */
  async #whileHolding<T>(ref: SessionRef, fence: number, ask: () => Promise<T>): Promise<T> {
    const { store, policy, log } = this.engine;
    const stopAt = performance.now() + policy.refreshLimitMs;
    const timer = setInterval(() => {
      if (performance.now() > stopAt) return clearInterval(timer);
      store.holdRefreshTurn(ref, fence, policy.refreshLeaseMs).catch((error: unknown) => {
        log('warn', 'refresh_turn_not_held', { session: publicIdOf(ref.idHash), error });
      });
    }, policy.refreshLeaseMs / 3);
    try {
      return await ask();
    } finally {
      clearInterval(timer);
    }
  }

  /**
   * Writes refreshed tokens if `version` is still the session's.
   *
   * @throws LatchkeyError `session_ended` when it ended meanwhile; the new tokens are then revoked
   */
  async keep(ref: SessionRef, version: number, tokens: Tokens): Promise<Tokens> {
    const { store, keys } = this.engine;
    const sealed = await sealTokens(tokens, ref, keys);
    const stored = await store.readSession(ref);
    const outcome = stored
      ? await store.finishRefresh(ref, version, { record: await this.#renewed(stored, ref, tokens), sealed })
      : 'gone';
    if (outcome === 'written') return tokens;
    if (outcome === 'gone') {
      await this.#disown(ref, version, sealed);
      throw new LatchkeyError('session_ended');
    }
    return this.#superseded(ref, tokens);
  }

  /**
   * Another was given the turn meanwhile. Its tokens count, and these are not revoked, because that would revoke the
   * other's too: same family. But of two children of one refresh token Cognito goes on accepting only the younger, so
   * if that is certainly ours it is offered once more, under the version that stands now.
   */
  async #superseded(ref: SessionRef, tokens: Tokens): Promise<Tokens> {
    this.engine.log('warn', 'refresh_superseded', { session: publicIdOf(ref.idHash) });
    const latest = await this.engine.store.readTokens(ref);
    if (!latest) throw new LatchkeyError('session_ended');
    const theirs = await this.#open(latest.sealed, ref);
    if (theirs.accessExpiresAt >= tokens.accessExpiresAt) return theirs;
    const stored = await this.engine.store.readSession(ref);
    if (stored && stored.version === latest.version && stored.refreshingUntil === 0) {
      return this.keep(ref, latest.version, tokens);
    }
    return theirs;
  }

  /** The record with the new access token's end and, if Cognito can be asked, the identity as it is now. */
  async #renewed(stored: StoredSession, ref: SessionRef, tokens: Tokens): Promise<string> {
    const session = decodeRecord(stored, ref);
    let { identity } = session;
    try {
      identity = (await this.engine.identityProvider.identify?.(tokens)) ?? identity;
    } catch (error) {
      this.engine.log('warn', 'identity_not_renewed', { session: session.publicId, error });
    }
    if (identity.sub !== session.identity.sub) throw new LatchkeyError('internal');
    return encodeRecord({ ...session, identity, accessExpiresAt: tokens.accessExpiresAt });
  }

  async #refused(ref: SessionRef, fence: number, refusal: RefreshRefused): Promise<Tokens> {
    const latest = await this.engine.store.readTokens(ref);
    // Whoever took the turn over has already exchanged this refresh token; theirs is the result that counts.
    if (latest && latest.version !== fence) return this.#open(latest.sealed, ref);
    const reused = refusal.reason === 'RefreshTokenReuseException';
    const type = reused ? 'reuse_detected' : 'refresh_refused';
    await record(this.engine, ref.tag, { type, session: publicIdOf(ref.idHash), reason: refusal.reason });
    await this.revocation.end(ref.tag, [ref.idHash], 'refresh_refused', reused);
    throw new LatchkeyError('session_ended', { cause: refusal });
  }

  async #failed(ref: SessionRef, fence: number, cause: unknown): Promise<LatchkeyError> {
    const { store, policy, log } = this.engine;
    log('warn', 'refresh_failed', { session: publicIdOf(ref.idHash), error: cause });
    const backoff = { baseMs: policy.retryBaseMs, maxMs: policy.retryMaxMs, jitter: Math.random() };
    const retryAt = await store.failRefresh(ref, fence, backoff);
    return this.#awayUntil(retryAt ?? store.now() + policy.retryBaseMs, cause);
  }

  /** A refresh token that came for a session which has ended meanwhile: nobody may use it. */
  async #disown(ref: SessionRef, version: number, sealed: string): Promise<void> {
    const { store } = this.engine;
    await store.queueRevocation(ref.tag, `${ref.idHash} ${version}`, sealed);
    await store.scheduleRevocations(ref.tag, 0);
    await this.revocation.drain(ref.tag);
  }

  #isFresh(stored: StoredSession, ref: SessionRef): boolean {
    const left = decodeRecord(stored, ref).accessExpiresAt - this.engine.store.now();
    return left > this.engine.policy.accessMarginMs;
  }

  /** Someone has refreshed since: even a token shorter than the margin is then the best there is. */
  #isSettled(stored: StoredSession, ref: SessionRef): boolean {
    const resting = stored.refreshingUntil <= this.engine.store.now() && stored.retryAt === 0;
    return resting && decodeRecord(stored, ref).accessExpiresAt > this.engine.store.now();
  }

  #openStored(stored: StoredSession, ref: SessionRef): Promise<Tokens> {
    const known = this.#opened.get(stored);
    if (known) return known;
    const opened = this.#readAndOpen(ref);
    this.#opened.set(stored, opened);
    opened.catch(() => this.#opened.delete(stored));
    return opened;
  }

  async #readAndOpen(ref: SessionRef): Promise<Tokens> {
    const latest = await this.engine.store.readTokens(ref);
    if (!latest) throw new LatchkeyError('session_ended');
    return this.#open(latest.sealed, ref);
  }

  async #open(sealed: string, ref: SessionRef): Promise<Tokens> {
    const tokens = await openTokens(sealed, ref, this.engine.keys);
    if (tokens) return tokens;
    this.engine.log('error', 'tokens_not_readable', { session: publicIdOf(ref.idHash) });
    await this.revocation.end(ref.tag, [ref.idHash], 'refresh_refused', false);
    throw new LatchkeyError('session_ended');
  }

  #awayUntil(retryAt: number, cause?: unknown): LatchkeyError {
    const retryAfterSeconds = Math.max(1, Math.ceil((retryAt - this.engine.store.now()) / 1000));
    return new LatchkeyError('identity_provider_unavailable', { cause, retryAfterSeconds });
  }
}
