import { setTimeout as pause } from 'node:timers/promises';
import type { PendingRevocation } from '../store/records';
import type { HashTag, SessionIdHash } from '../store/session-ref';
import type { Engine } from './engine';
import { publicIdOf } from './record';
import { openTokens } from './seal';
import { writeSecurityLog } from './security-log';
import type { EndReason } from './session';

/** How long after a session's end another process takes over, should the one that ended it have died. */
const TAKE_OVER_MS = 15_000;
/** How long someone who signs out waits for Cognito. */
const PATIENCE_MS = 2000;
/** Sessions per script, far below Lua's limit of arguments. */
const BATCH = 200;
/** Requests to Cognito at the same moment: its quota is shared with those who sign in. */
const AT_ONCE = 8;
/** New sessions that keep arriving while all are being ended are chased this often. */
const MAX_ROUNDS = 20;

/** What became of the refresh tokens that waited to be revoked. */
export interface Drained {
  readonly revoked: number;
  /** Cognito could not be told of these. They go on waiting. */
  readonly left: number;
}

/**
 * Ends sessions, in Redis at once and at Cognito as soon as it can be reached. What is left to revoke waits in Redis
 * and is taken up by any process (revocation-rounds.ts), so it survives the one that ended the session.
 */
export class Revocation {
  constructor(private readonly engine: Engine) {}

  /** @returns the hashes of the sessions that this call ended */
  async end(
    tag: HashTag,
    idHashes: readonly SessionIdHash[],
    reason: EndReason,
    revoke = true,
  ): Promise<readonly SessionIdHash[]> {
    if (revoke) await this.schedule(tag, TAKE_OVER_MS);
    const { ended } = await this.engine.store.sessions.end(tag, idHashes, revoke);
    await this.afterEnd(tag, ended, reason);
    return ended;
  }

  /** A Redis that is full takes no entry but still lets sessions be ended, and that comes first. */
  async schedule(tag: HashTag, delayMs: number): Promise<void> {
    try {
      await this.engine.store.revocations.schedule(tag, delayMs);
    } catch (error) {
      this.engine.log('warn', 'revocation_not_scheduled', { error });
    }
  }

  /**
   * Ends every session of a user but one, also those that start meanwhile.
   *
   * @param revoke false where Cognito knows of it
   * @returns how many ended
   */
  async endAllBut(
    tag: HashTag,
    kept: SessionIdHash | null,
    reason: EndReason,
    revoke = true,
  ): Promise<number> {
    let count = 0;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const others = (await this.engine.store.sessions.list(tag)).filter((idHash) => idHash !== kept);
      if (others.length === 0) break;
      for (let from = 0; from < others.length; from += BATCH) {
        count += (await this.end(tag, others.slice(from, from + BATCH), reason, revoke)).length;
      }
    }
    return count;
  }

  /** Tells the log and Cognito about sessions that have ended in the store. Does not wait for Cognito. */
  async afterEnd(tag: HashTag, ended: readonly SessionIdHash[], reason: EndReason): Promise<void> {
    if (ended.length === 0) return;
    const events = ended.map((idHash) => ({ type: 'ended' as const, session: publicIdOf(idHash), reason }));
    await writeSecurityLog(this.engine, tag, ...events);
  }

  /**
   * Gives Cognito a moment to hear of it. The sessions have ended already, so neither slowness nor failure matters to
   * the caller: what is left is taken up later.
   */
  async tellCognito(tag: HashTag): Promise<void> {
    const drained = this.drain(tag).catch((error: unknown) => {
      this.engine.log('warn', 'revocation_postponed', { error });
    });
    await Promise.race([drained, pause(PATIENCE_MS, undefined, { ref: false })]);
  }

  /** Revokes at Cognito what waits for this user. */
  async drain(tag: HashTag): Promise<Drained> {
    const pending = await this.engine.store.revocations.pending(tag);
    let revoked = 0;
    for (let from = 0; from < pending.length; from += AT_ONCE) {
      const batch = pending.slice(from, from + AT_ONCE);
      const settled = await Promise.all(batch.map((one) => this.#settle(tag, one)));
      revoked += settled.filter(Boolean).length;
    }
    return { revoked, left: pending.length - revoked };
  }

  async #settle(tag: HashTag, { idHash, field, sealed }: PendingRevocation): Promise<boolean> {
    const { store, keys, identityProvider, log } = this.engine;
    try {
      const tokens = await openTokens(sealed, { tag, idHash }, keys);
      if (tokens) await identityProvider.revoke(tokens.refreshToken);
      else log('warn', 'revocation_not_readable', { session: publicIdOf(idHash) });
      await store.revocations.remove(tag, field);
      return true;
    } catch (error) {
      log('warn', 'revocation_postponed', { session: publicIdOf(idHash), error });
      return false;
    }
  }
}
