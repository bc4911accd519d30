import type { Engine } from './engine';
import type { Session } from './session';

export interface ReadOptions {
  /** False: this is no use of the session and does not move its idle end. For an open tab's own questions. */
  readonly touch?: boolean;
}

/** Writes down that sessions are used, which moves their idle end. */
export class Touch {
  readonly #underWay = new Set<string>();

  constructor(private readonly engine: Engine) {}

  /** In the background: nobody waits for it, and a failure only means that the idle end has not moved. */
  async note({ ref, publicId, absoluteExpiresAt }: Session): Promise<void> {
    if (this.#underWay.has(ref.idHash)) return;
    this.#underWay.add(ref.idHash);
    const { store, policy, log } = this.engine;
    try {
      await store.sessions.touch(ref, policy.idleMs, absoluteExpiresAt);
    } catch (error) {
      log('warn', 'touch_failed', { session: publicId, error });
    } finally {
      this.#underWay.delete(ref.idHash);
    }
  }
}
