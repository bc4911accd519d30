import { afterQuestion, GLANCE_SECONDS, HOLD_SECONDS } from './next-question';
import { askForSession, type SessionAnswer } from './session-answer';

const CHANNEL = 'latchkey-session';
const LOCK = 'latchkey-session-watch';

/** What a tab tells the others when it loads or hears of a change: the person this browser is signed in as. */
interface Announcement {
  readonly sub: string | null;
}

export interface SessionWatch {
  /** Starts, and tells the other tabs whom this one was rendered for. Undefined: that is asked first. */
  begin(rendered: { readonly sub: string } | null | undefined): void;
  /** Asks now instead of waiting for news. */
  check(): void;
  stop(): void;
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
export function watchSession(options: WatchOptions): SessionWatch {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  let current = new AbortController();
  let asksAtOnce = false;

  /** Begins anew with a question of that kind, in place of what is under way. */
  function ask(waitSeconds: number) {
    current.abort();
    if (stopped.signal.aborted) return;
    current = new AbortController();
    void follow(waitSeconds, current.signal);
  }

  async function follow(firstSeconds: number, signal: AbortSignal) {
    let waitSeconds = firstSeconds;
    const next = async () => {
      waitSeconds = await question(waitSeconds, signal);
    };
    while (!signal.aborted && (waitSeconds === 0 || (isVisible() && options.isWorthAsking()))) {
      await (waitSeconds === HOLD_SECONDS ? inTurn(signal, next) : next());
    }
  }

  /** @returns how many seconds the next question may be held */
  async function question(waitSeconds: number, signal: AbortSignal): Promise<number> {
    const askedAt = performance.now();
    asksAtOnce = waitSeconds === 0;
    const answer = await askForSession({ waitSeconds, signal });
    if (signal.aborted) return waitSeconds;
    asksAtOnce = false;
    const step = afterQuestion(waitSeconds, answer, performance.now() - askedAt);
    if (step.isFinal) receive(answer);
    await pause(step.pauseMs, signal);
    return step.waitSeconds;
  }

  function receive(answer: SessionAnswer) {
    const sub = answer.kind === 'signed-in' ? answer.viewer.sub : null;
    if (answer.kind !== 'unknown' && sub !== options.currentSub()) announce(sub);
    options.onAnswer(answer);
  }

  function announce(sub: string | null) {
    channel.postMessage({ sub } satisfies Announcement);
  }

  /** A tab that comes back to the front hears of it twice. */
  const comeBack = () => {
    if (isVisible() && (!asksAtOnce || current.signal.aborted)) ask(0);
  };
  const listening = { signal: stopped.signal };
  document.addEventListener(
    'visibilitychange',
    () => (isVisible() ? comeBack() : current.abort()),
    listening,
  );
  window.addEventListener('focus', comeBack, listening);
  window.addEventListener('online', () => isVisible() && ask(GLANCE_SECONDS), listening);
  channel.addEventListener('message', ({ data }: MessageEvent<Announcement>) => {
    if (data.sub !== options.currentSub()) ask(0);
  });

  return {
    begin: (rendered) => {
      if (stopped.signal.aborted) return;
      if (rendered !== undefined) announce(rendered?.sub ?? null);
      ask(rendered === undefined ? 0 : HOLD_SECONDS);
    },
    check: () => ask(0),
    stop: () => {
      stopped.abort();
      current.abort();
      channel.close();
    },
  };
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
