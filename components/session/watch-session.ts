import { afterQuestion, GLANCE_SECONDS, HOLD_SECONDS } from './next-question';
import { askForSession, type SessionAnswer } from './session-answer';

const CHANNEL = 'latchkey-session';
const LOCK = 'latchkey-session-watch';

/** What a tab tells the others when it loads or hears of a change: the person this browser is signed in as. */
interface Announcement {
  readonly sub: string | null;
}

export interface WatchOptions {
  onAnswer(answer: SessionAnswer): void;
  /** Whether an answer could tell something new at any moment: someone is signed in, or the last answer failed. */
  isWorthAsking(): boolean;
  /** The person this tab is for: a `sub`, null for nobody, undefined while it is not known. */
  currentSub(): string | null | undefined;
}

/**
 * Keeps asking whether the session still stands: while the tab can be seen by questions that the server answers when
 * it ends, and at once when the tab comes back to the front or hears another tab differ. The one place that knows how
 * news arrives.
 */
export class SessionWatch {
  readonly #stopped = new AbortController();
  readonly #channel = new BroadcastChannel(CHANNEL);
  #current = new AbortController();
  #asksAtOnce = false;

  constructor(private readonly options: WatchOptions) {
    const listening = { signal: this.#stopped.signal };
    document.addEventListener(
      'visibilitychange',
      () => (isVisible() ? this.#comeBack() : this.#current.abort()),
      listening,
    );
    window.addEventListener('focus', () => this.#comeBack(), listening);
    window.addEventListener('online', () => isVisible() && this.#ask(GLANCE_SECONDS), listening);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Announcement>) => {
      if (data.sub !== options.currentSub()) this.#ask(0);
    });
  }

  /** Starts, and tells the other tabs whom this one was rendered for. Undefined: that is asked first. */
  begin(rendered: { readonly sub: string } | null | undefined): void {
    if (this.#stopped.signal.aborted) return;
    if (rendered !== undefined) this.#announce(rendered?.sub ?? null);
    this.#ask(rendered === undefined ? 0 : HOLD_SECONDS);
  }

  /** Asks now instead of waiting for news. */
  check(): void {
    this.#ask(0);
  }

  stop(): void {
    this.#stopped.abort();
    this.#current.abort();
    this.#channel.close();
  }

  /** Begins anew with a question of that kind, in place of what is under way. */
  #ask(waitSeconds: number): void {
    this.#current.abort();
    if (this.#stopped.signal.aborted) return;
    this.#current = new AbortController();
    void this.#follow(waitSeconds, this.#current.signal);
  }

  async #follow(firstSeconds: number, signal: AbortSignal): Promise<void> {
    let waitSeconds = firstSeconds;
    const next = async () => {
      waitSeconds = await this.#question(waitSeconds, signal);
    };
    while (!signal.aborted && (waitSeconds === 0 || (isVisible() && this.options.isWorthAsking()))) {
      await (waitSeconds === HOLD_SECONDS ? inTurn(signal, next) : next());
    }
  }

  /** @returns how many seconds the next question may be held */
  async #question(waitSeconds: number, signal: AbortSignal): Promise<number> {
    const askedAt = performance.now();
    this.#asksAtOnce = waitSeconds === 0;
    const answer = await askForSession({ waitSeconds, signal });
    if (signal.aborted) return waitSeconds;
    this.#asksAtOnce = false;
    const step = afterQuestion(waitSeconds, answer, performance.now() - askedAt);
    if (step.isFinal) this.#receive(answer);
    await pause(step.pauseMs, signal);
    return step.waitSeconds;
  }

  #receive(answer: SessionAnswer): void {
    const sub = answer.kind === 'signed-in' ? answer.viewer.sub : null;
    if (answer.kind !== 'unknown' && sub !== this.options.currentSub()) this.#announce(sub);
    this.options.onAnswer(answer);
  }

  #announce(sub: string | null): void {
    this.#channel.postMessage({ sub } satisfies Announcement);
  }

  /** A tab that comes back to the front hears of it twice. */
  #comeBack(): void {
    if (isVisible() && (!this.#asksAtOnce || this.#current.signal.aborted)) this.#ask(0);
  }
}

const isVisible = () => document.visibilityState === 'visible';

/**
 * Runs `act` while no other tab of this browser does, so that however many windows are in view they hold one of the
 * few connections that a browser opens to a site. Where there are no locks (an insecure origin) each tab does so itself.
 */
async function inTurn(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return act();
  try {
    await navigator.locks.request(LOCK, { signal }, act);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Resolves after `ms` milliseconds, or when `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
