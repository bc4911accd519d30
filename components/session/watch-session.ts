import { Activity } from './activity';
import {
  ACTIVE_INTERVAL_MS,
  afterQuestion,
  GLANCE_SECONDS,
  HOLD_SECONDS,
  IDLE_INTERVAL_MS,
} from './next-question';
import { askForSession, type SessionAnswer } from './session-answer';

const CHANNEL = 'latchkey-session';
const LOCK = 'latchkey-session-watch';

/**
 * What a tab tells the others: when it loads or hears of a change, the user this browser is signed in as; while someone is
 * at work in it, just that.
 */
type Announcement = { readonly sub: string | null } | { readonly isActive: true };

export interface WatchOptions {
  onAnswer(answer: SessionAnswer): void;
  /** Whether an answer could tell something new at any moment: someone is signed in, or the last answer failed. */
  isWorthAsking(): boolean;
  /** The user this tab is for: a `sub`, null for nobody, undefined while it is not known. */
  currentSub(): string | null | undefined;
  /** Whether the server holds answers; if it turns out that it does not, it is asked now and then. */
  readonly holds: boolean;
}

/**
 * Keeps asking whether the session still stands: while the tab can be seen by questions that the server answers when
 * it ends, or where it does not hold answers again and again, more often while someone is at work; and at once when the
 * tab comes back to the front or hears another tab differ. The one place that knows how news arrives.
 */
export class SessionWatch {
  readonly #stopped = new AbortController();
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #activity = new Activity(() => this.#tell({ isActive: true }), this.#stopped.signal);
  #current = new AbortController();
  #asksAtOnce = false;
  #holds: boolean;

  constructor(private readonly options: WatchOptions) {
    this.#holds = options.holds;
    const listening = { signal: this.#stopped.signal };
    document.addEventListener(
      'visibilitychange',
      () => (isVisible() ? this.#comeBack() : this.#current.abort()),
      listening,
    );
    window.addEventListener('focus', () => this.#comeBack(), listening);
    window.addEventListener('online', () => isVisible() && this.#ask(GLANCE_SECONDS), listening);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Announcement>) => {
      if ('isActive' in data) this.#activity.note();
      else if (data.sub !== options.currentSub()) this.#ask(0);
    });
  }

  /** Starts, and tells the other tabs whom this one was rendered for. Undefined: that is asked first. */
  begin(rendered: { readonly sub: string } | null | undefined): void {
    if (this.#stopped.signal.aborted) return;
    if (rendered !== undefined) this.#announce(rendered?.sub ?? null);
    if (rendered === undefined) this.#ask(0);
    // What is asked of a server that answers at once is in the page already.
    else this.#ask(HOLD_SECONDS, !this.#holds);
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

  /** Begins anew with a question of that kind, in place of what is under way. @param later after a pause */
  #ask(waitSeconds: number, later = false): void {
    this.#current.abort();
    if (this.#stopped.signal.aborted) return;
    this.#current = new AbortController();
    void this.#follow(waitSeconds, later, this.#current.signal);
  }

  async #follow(firstSeconds: number, later: boolean, signal: AbortSignal): Promise<void> {
    let waitSeconds = firstSeconds;
    let mustPause = later;
    const next = async () => {
      if (mustPause) await this.#activity.pause(IDLE_INTERVAL_MS, ACTIVE_INTERVAL_MS, signal);
      mustPause = false;
      if (signal.aborted) return;
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
    if (waitSeconds > 0 && answer.kind === 'signed-in') this.#holds = answer.isHeld;
    const step = afterQuestion(waitSeconds, answer, performance.now() - askedAt, this.#holds);
    if (step.isFinal) this.#receive(answer);
    await this.#activity.pause(step.idlePauseMs, step.pauseMs, signal);
    return step.waitSeconds;
  }

  #receive(answer: SessionAnswer): void {
    const sub = answer.kind === 'signed-in' ? answer.viewer.sub : null;
    if (answer.kind !== 'unknown' && sub !== this.options.currentSub()) this.#announce(sub);
    this.options.onAnswer(answer);
  }

  #announce(sub: string | null): void {
    this.#tell({ sub });
  }

  #tell(announcement: Announcement): void {
    this.#channel.postMessage(announcement);
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
