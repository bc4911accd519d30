import 'server-only';
import { LatchkeyError } from '../errors';
import type { Sealed, StoredSession } from '../store/records';
import type { SessionRef } from '../store/session-ref';
import type { Engine } from './engine';
import type { Tokens, VerifiedIdToken } from './identity-provider';
import { noteUser } from './name-lookup';
import { decodeRecord, encodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import { openTokens, sealTokens } from './seal';

/** What a refresh brought: tokens and, when its signature could be checked, the id token. */
export interface Refreshed {
  readonly tokens: Tokens;
  readonly verified: VerifiedIdToken | null;
}

/** Puts tokens into session records and takes them out. */
export class TokenStore {
  /** Opened once per stored version: while a record is cached, tokens cost neither a command nor a decryption. */
  readonly #opened = new WeakMap<StoredSession, Promise<Tokens>>();

  constructor(
    private readonly engine: Engine,
    private readonly revocation: Revocation,
  ) {}

  /** @throws LatchkeyError `session_ended` when they cannot be opened, as after their key was retired */
  async open(sealed: string, ref: SessionRef): Promise<Tokens> {
    const tokens = await openTokens(sealed, ref, this.engine.keys);
    if (tokens) return tokens;
    this.engine.log('error', 'tokens_not_readable', { session: publicIdOf(ref.idHash) });
    await this.revocation.end(ref.tag, [ref.idHash], 'refresh_refused', false);
    throw new LatchkeyError('session_ended');
  }

  openStored(stored: StoredSession, ref: SessionRef): Promise<Tokens> {
    const known = this.#opened.get(stored);
    if (known) return known;
    const opened = this.#readAndOpen(ref);
    this.#opened.set(stored, opened);
    opened.catch(() => this.#opened.delete(stored));
    return opened;
  }

  /**
   * Writes refreshed tokens if `version` is still the session's.
   *
   * @returns the tokens that count: these, or another's that came first
   * @throws LatchkeyError `session_ended` when it ended meanwhile; the new tokens are then revoked
   */
  async keep(ref: SessionRef, version: number, refreshed: Refreshed): Promise<Tokens> {
    const { store, keys } = this.engine;
    const sealed = await sealTokens(refreshed.tokens, ref, keys);
    const stored = await store.sessions.read(ref);
    const outcome = stored
      ? await store.refreshLocks.complete(ref, version, {
          record: await this.#renewed(stored, ref, refreshed),
          sealed,
        })
      : 'gone';
    if (outcome === 'written') {
      await this.#noteNewAddress(stored, ref, refreshed);
      return refreshed.tokens;
    }
    if (outcome === 'superseded') return this.#superseded(ref, refreshed);
    await this.#disown(ref, version, sealed);
    throw new LatchkeyError('session_ended');
  }

  /**
   * Another was given the lock meanwhile. These tokens are not revoked, because that would revoke the other's too: same
   * family. Of two children of one refresh token Cognito goes on accepting only the younger, so if that is certainly ours it
   * is offered once more, under the version that stands now. Also while the other is still asking: without a grace period
   * Cognito refuses it, and ours are the only tokens that there are.
   */
  async #superseded(ref: SessionRef, refreshed: Refreshed): Promise<Tokens> {
    const { store, log } = this.engine;
    log('warn', 'refresh_superseded', { session: publicIdOf(ref.idHash) });
    const stored = await store.sessions.read(ref);
    const theirs = await this.#readAndOpen(ref);
    if (theirs.accessExpiresAt >= refreshed.tokens.accessExpiresAt) return theirs;
    return stored ? this.keep(ref, stored.version, refreshed) : theirs;
  }

  /** A refresh token that came for a session which has ended meanwhile: nobody may use it. */
  async #disown(ref: SessionRef, version: number, sealed: Sealed): Promise<void> {
    const { store } = this.engine;
    await store.revocations.add(ref.tag, `${ref.idHash} ${version}`, sealed);
    await this.revocation.schedule(ref.tag, 0);
    await this.revocation.tellCognito(ref.tag);
  }

  async #readAndOpen(ref: SessionRef): Promise<Tokens> {
    const sealed = await this.engine.store.sessions.readTokens(ref);
    if (sealed === null) throw new LatchkeyError('session_ended');
    return this.open(sealed, ref);
  }

  /** So that a reset which is asked for under the new address ends this user's sessions as well. */
  async #noteNewAddress(
    stored: StoredSession | null,
    ref: SessionRef,
    { verified }: Refreshed,
  ): Promise<void> {
    const { policy, log } = this.engine;
    const former = stored && decodeRecord(stored, ref, this.engine);
    if (!verified || verified.identity.email === former?.identity.email) return;
    try {
      await noteUser(this.engine, verified.identity, policy.absoluteMs);
    } catch (error) {
      log('warn', 'name_not_noted', { session: publicIdOf(ref.idHash), error });
    }
  }

  /** The record with the new access token's end and the identity as it is now. */
  async #renewed(stored: StoredSession, ref: SessionRef, { tokens, verified }: Refreshed): Promise<string> {
    const session = decodeRecord(stored, ref, this.engine);
    if (session === null) throw new LatchkeyError('session_ended');
    const identity = verified?.identity ?? session.identity;
    const { decodeJwt } = await import('jose');
    // Another user's tokens in this session would be the worst of all bugs, wherever it came from. That they come from
    // Cognito is TLS's to guarantee (OpenID Connect Core §3.1.3.7, 6), so this holds also while its keys cannot be had.
    const subjects = [decodeJwt(tokens.accessToken).sub, identity.sub];
    if (subjects.some((sub) => sub !== session.identity.sub)) throw new LatchkeyError('internal');
    const { accessExpiresAt } = tokens;
    const renewed = { ...session, identity, groupsConfirmed: verified !== null, accessExpiresAt };
    return encodeRecord(renewed, ref, this.engine.keys);
  }
}
