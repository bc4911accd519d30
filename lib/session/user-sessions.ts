import type { Language } from '../preferences';
import type { HashTag, SessionIdHash } from '../store/session-ref';
import type { Engine } from './engine';
import { forgetNames } from './name-lookup';
import { tellUser } from './notice';
import { decodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import { KINDS } from './security-log';
import type { ClientDescription, EndReason, Session } from './session';

/** All sessions of one user, as the list of devices shows and ends them. */
export class UserSessions {
  constructor(
    private readonly engine: Engine,
    private readonly revocation: Revocation,
  ) {}

  /** Last used first. */
  async list(tag: HashTag): Promise<Session[]> {
    const { sessions } = this.engine.store;
    const refs = (await sessions.list(tag)).map((idHash) => ({ tag, idHash }));
    const found = await Promise.all(
      refs.map(async (ref) => {
        const stored = await sessions.read(ref);
        return { ref, stored, session: stored && decodeRecord(stored, ref, this.engine) };
      }),
    );
    const gone = found.flatMap(({ ref, stored }) => (stored === null ? [ref.idHash] : []));
    if (gone.length > 0) await sessions.prune(tag, gone);
    return found.flatMap(({ session }) => session ?? []).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  }

  /** @returns how many ended */
  async endAllBut(tag: HashTag, kept: SessionIdHash | null, reason: EndReason): Promise<number> {
    const count = await this.revocation.endAllBut(tag, kept, reason);
    if (count > 0) await this.revocation.tellCognito(tag);
    return count;
  }

  /** @returns false for an unknown id and for another user's alike */
  async endByPublicId(tag: HashTag, publicId: string, reason: EndReason): Promise<boolean> {
    const idHashes = await this.engine.store.sessions.list(tag);
    const idHash = idHashes.find((candidate) => publicIdOf(candidate) === publicId);
    if (idHash === undefined) return false;
    const ended = await this.revocation.end(tag, [idHash], reason);
    await this.revocation.tellCognito(tag);
    return ended.length > 0;
  }

  /**
   * Ends every session of a user whose account is gone, tells them, and deletes what is kept of them. The session that asks
   * ends late, because its open tabs have only a moment between that and the answer.
   *
   * @param session the one that asks
   * @param client where the request came from
   * @param language in which they are told
   */
  async forget(session: Session, client: ClientDescription, language: Language): Promise<void> {
    const { identity, ref, publicId } = session;
    const { tag, idHash } = ref;
    const { store } = this.engine;
    const notice = { kind: 'account_deleted', session: publicId, client, language } as const;
    const told = tellUser(this.engine, identity, notice);
    const identities = (await this.list(tag)).map((each) => each.identity);
    // Their tokens went with the account.
    await this.revocation.endAllBut(tag, idHash, 'account_deleted', false);
    await Promise.all([told, ...[identity, ...identities].map((each) => forgetNames(this.engine, each))]);
    await this.revocation.end(tag, [idHash], 'account_deleted', false);
    // Last, as an end is an entry itself.
    await store.securityLog.forget(tag, KINDS);
  }
}
