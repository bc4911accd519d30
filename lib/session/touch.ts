import type { Engine } from './engine';
import type { Session } from './session';

export interface ReadOptions {
  /** False: this is no use of the session and does not move its idle end. For an open tab's own questions. */
  readonly touch?: boolean;
  /** The short-lived cookie of the request. A session that is bound is not read without. */
  readonly deviceTicket?: string | undefined;
}

/** Writes down that sessions are used, which moves their idle end. */
export class Touch {
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(private readonly engine: Engine) {}

  /**
   * Everyone who asks meanwhile waits for the same touch: a process may be frozen as soon as one of them has been
   * answered. Never rejects: a failure only means that the idle end has not moved.
   */
  note(session: Session): Promise<void> {
    const { idHash } = session.ref;
    const known = this.#underWay.get(idHash);
    if (known) return known;
    const noted = this.#note(session).finally(() => this.#underWay.delete(idHash));
    this.#underWay.set(idHash, noted);
    return noted;
  }

  async #note({ ref, publicId, absoluteExpiresAt }: Session): Promise<void> {
    const { store, policy, log } = this.engine;
    try {
      await store.sessions.touch(ref, policy.idleMs, absoluteExpiresAt);
    } catch (error) {
      log('warn', 'touch_failed', { session: publicId, error });
    }
  }
}
