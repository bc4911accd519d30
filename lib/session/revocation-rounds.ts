import { setTimeout as pause } from 'node:timers/promises';
import { ageOf, type Moment, moment } from '../store/moment';
import type { Engine } from './engine';
import type { Drained, Revocation } from './revocation';

/** How long a process keeps a user's revocations to itself; also the wait after a failure. */
const CLAIM_MS = 30_000;
/** Users claimed at once. A process that is frozen amid its round withholds no more of them for so long. */
const CLAIMED_AT_ONCE = 5;
/** How often a process looks for what is due. */
const ROUND_MS = 10_000;
/** What a request that came for something else does of it. */
const IN_PASSING: RoundLimits = { users: 20, ms: 1000 };
const BY_TIMER: RoundLimits = { users: 20, ms: ROUND_MS / 2 };

export interface RoundLimits {
  readonly users: number;
  /** No further user's revocations are begun after this many milliseconds, and nobody waits longer. */
  readonly ms: number;
}

/**
 * Revokes at Cognito what the processes that ended the sessions did not get done. By a timer, by requests that come
 * along and by a schedule: where a process sleeps between requests no timer runs, and without requests nothing does.
 */
export class RevocationRounds {
  readonly #timer: NodeJS.Timeout;
  #latest: Moment | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly revocation: Revocation,
  ) {
    this.#timer = setInterval(() => void this.#quietly(BY_TIMER), ROUND_MS * (0.75 + Math.random() / 2));
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A short round, unless this process has done one of late. Never rejects, and takes a second at most. */
  async inPassing(): Promise<void> {
    if (this.#latest === null || ageOf(this.#latest) >= ROUND_MS) await this.#quietly(IN_PASSING);
  }

  /**
   * Takes up what is due, whoever longest waits first.
   *
   * @returns what came of it within the time
   * @throws LatchkeyError `store_unavailable`
   */
  async round(limits: RoundLimits): Promise<Drained> {
    const began = moment();
    this.#latest = began;
    const sum = { revoked: 0, left: 0 };
    const over = new AbortController();
    const late = pause(limits.ms, undefined, { ref: false, signal: over.signal }).catch(() => undefined);
    await Promise.race([this.#takeUp(limits, began, sum), late]).finally(() => over.abort());
    return { ...sum };
  }

  async #quietly(limits: RoundLimits): Promise<void> {
    try {
      await this.round(limits);
    } catch (error) {
      this.engine.log('warn', 'revocation_round_failed', { error });
    }
  }

  /** Adds up in `sum`, which is read when the time is over, whether or not this has come to its end. */
  async #takeUp({ users, ms }: RoundLimits, began: Moment, sum: { revoked: number; left: number }) {
    const { revocations } = this.engine.store;
    for (let taken = 0; taken < users && ageOf(began) < ms; ) {
      const claims = await revocations.claim(Math.min(CLAIMED_AT_ONCE, users - taken), CLAIM_MS);
      if (claims.length === 0) return;
      taken += claims.length;
      for (const claim of claims) {
        if (ageOf(began) >= ms) return;
        const { revoked, left } = await this.revocation.drain(claim.tag);
        sum.revoked += revoked;
        sum.left += left;
        if (left === 0) await revocations.retire(claim);
      }
    }
  }
}
