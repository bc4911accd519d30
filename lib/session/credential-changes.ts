import type { Language } from '../preferences';
import type { HashTag } from '../store/session-ref';
import type { Engine } from './engine';
import { moveSession } from './move-session';
import { findUsers } from './name-lookup';
import { tellAddress, tellUser } from './notice';
import { publicIdOf } from './record';
import { writeSecurityLog } from './security-log';
import {
  type ClientDescription,
  type CredentialChange,
  type EndReason,
  isOwnAccount,
  type Session,
} from './session';
import type { StartedSession } from './start-session';
import { newSessionId, sessionRef, type Ticket, userTag } from './ticket';
import type { UserSessions } from './user-sessions';

/** A change of credentials that one session has made. */
export interface ChangeInSession {
  readonly change: CredentialChange;
  readonly session: Session;
  readonly ticket: Ticket;
  /** Where the request came from that made it. */
  readonly client: ClientDescription;
  /** In which its user is told. */
  readonly language: Language;
}

/**
 * What follows when it takes something else than before to sign in as a user (OWASP ASVS 5.0, 7.2.4 and 7.4.3). The
 * change itself has been made by then, so that a step fails is logged and is no reason to leave out the next.
 */
export class CredentialChanges {
  constructor(
    private readonly engine: Engine,
    private readonly userSessions: UserSessions,
  ) {}

  /**
   * Ends the user's other sessions by policy, moves this one to a new id, and notes the change in the security log. The
   * move comes late, because open tabs have only a moment between the end of the old id and the new cookie.
   *
   * @returns the session under its new id, or null: it has ended, or could not be moved and stays as it is
   */
  async follow({
    change,
    session,
    ticket,
    client,
    language,
  }: ChangeInSession): Promise<StartedSession | null> {
    const { tag, idHash } = session.ref;
    const id = newSessionId();
    const next = publicIdOf(sessionRef({ tag, id }).idHash);
    await Promise.all([
      this.#endOthers(tag, idHash, change === 'password_changed' ? change : 'credentials_changed'),
      // At the address that the session has known so far: a new one would tell whoever changed it. Not after the move,
      // when an e-mail that is slow to go would keep the new cookie from open tabs.
      tellUser(this.engine, session.identity, { kind: change, session: next, client, language }),
    ]);
    const moved = await this.#attempt(() => moveSession(this.engine, session, ticket, id));
    const { publicId } = moved?.session ?? session;
    await writeSecurityLog(this.engine, tag, { type: change, session: publicId, ...client });
    return moved;
  }

  /**
   * The same after a reset, of which only the name is known under which it was asked for. If that is an address, Cognito
   * has just sent a code there. Whoever signs in with a provider under the same address has another account, which nobody
   * reset.
   */
  async followReset(name: string, client: ClientDescription, language: Language): Promise<void> {
    const { issuer } = this.engine;
    const told = { kind: 'password_reset', session: null, client, language } as const;
    const mail = name.includes('@') ? tellAddress(this.engine, name.trim(), told) : null;
    const subs = await this.#attempt(() => findUsers(this.engine, name));
    for (const sub of subs ?? []) {
      const tag = userTag(issuer, sub);
      const live = await this.#attempt(() => this.userSessions.list(tag));
      if (live && live.length > 0 && !live.some(({ identity, method }) => isOwnAccount(identity, method)))
        continue;
      await writeSecurityLog(this.engine, tag, { type: 'password_reset', session: null, ...client });
      await this.#endOthers(tag, null, 'password_changed');
      const [latest] = live ?? [];
      if (mail === null && latest) {
        const chosen = latest.preferences.language ?? language;
        await tellUser(this.engine, latest.identity, { ...told, language: chosen });
      }
    }
    await mail;
  }

  async #endOthers(tag: HashTag, kept: Session['ref']['idHash'] | null, reason: EndReason): Promise<void> {
    if (this.engine.policy.onCredentialChange === 'keep') return;
    await this.#attempt(() => this.userSessions.endAllBut(tag, kept, reason));
  }

  async #attempt<T>(step: () => Promise<T>): Promise<T | null> {
    try {
      return await step();
    } catch (error) {
      this.engine.log('warn', 'credential_change_not_followed', { error });
      return null;
    }
  }
}
