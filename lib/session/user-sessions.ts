import type { Store } from '../store/port';
import type { HashTag, SessionIdHash, SessionRef } from '../store/session-ref';
import { decodeRecord, publicIdOf } from './record';
import type { Revocation } from './revocation';
import type { EndReason, Session } from './session';

/** All sessions of one person, as the list of devices shows and ends them. */
export class UserSessions {
  constructor(
    private readonly store: Store,
    private readonly revocation: Revocation,
  ) {}

  /** Last used first. */
  async list(tag: HashTag): Promise<Session[]> {
    const idHashes = await this.store.sessions.list(tag);
    const found = await Promise.all(idHashes.map((idHash) => this.#read({ tag, idHash })));
    const gone = idHashes.filter((_, index) => found[index] === null);
    if (gone.length > 0) await this.store.sessions.prune(tag, gone);
    return found.filter((session) => session !== null).sort((a, b) => b.lastSeenAt - a.lastSeenAt);
  }

  /** @returns how many ended */
  async endAllBut(tag: HashTag, kept: SessionIdHash | null, reason: EndReason): Promise<number> {
    const count = await this.revocation.endAllBut(tag, kept, reason);
    if (count > 0) await this.revocation.tellCognito(tag);
    return count;
  }

  /** @returns false for an unknown id and for another person's alike */
  async endByPublicId(tag: HashTag, publicId: string, reason: EndReason): Promise<boolean> {
    const idHashes = await this.store.sessions.list(tag);
    const idHash = idHashes.find((candidate) => publicIdOf(candidate) === publicId);
    if (idHash === undefined) return false;
    const ended = await this.revocation.end(tag, [idHash], reason);
    await this.revocation.tellCognito(tag);
    return ended.length > 0;
  }

  async #read(ref: SessionRef): Promise<Session | null> {
    const stored = await this.store.sessions.read(ref);
    return stored && decodeRecord(stored, ref);
  }
}
