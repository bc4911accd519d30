/** Someone who has moved, typed or scrolled this recently is at work, in milliseconds. */
const ACTIVE_FOR_MS = 20_000;
/** Windows tell each other of it no more often than this, in milliseconds. */
const TELL_EVERY_MS = 5_000;

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/** Whether someone is at work in this window, or in another of this browser that says so. */
export class Activity {
  #lastAt = Date.now();
  #toldAt = 0;
  #begun: (() => void) | null = null;

  /**
   * @param tell called while someone is at work in this window, for the other windows
   * @param signal ends it
   */
  constructor(
    private readonly tell: () => void,
    signal: AbortSignal,
  ) {
    const options = { signal, passive: true, capture: true };
    for (const sign of SIGNS) window.addEventListener(sign, () => this.#sign(), options);
  }

  /** Someone is at work. */
  note(): void {
    this.#lastAt = Date.now();
    this.#begun?.();
  }

  /** Resolves after `idleMs`, or `activeMs` if someone is at work or comes back to it meanwhile, or with `signal`. */
  async pause(idleMs: number, activeMs: number, signal: AbortSignal): Promise<void> {
    const startedAt = Date.now();
    const leftMs = () => (this.#isActive() ? activeMs : idleMs) - (Date.now() - startedAt);
    while (!signal.aborted && leftMs() > 0) await this.#sleep(leftMs(), signal);
  }

  #isActive(): boolean {
    return Date.now() - this.#lastAt < ACTIVE_FOR_MS;
  }

  #sign(): void {
    this.note();
    if (Date.now() - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = Date.now();
    this.tell();
  }

  /** Resolves after `ms` milliseconds, at the next sign of activity, or with `signal`. */
  #sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#begun = null;
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
      this.#begun = this.#isActive() ? null : end;
    });
  }
}
