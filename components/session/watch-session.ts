import { askForSession, type SessionAnswer } from './session-answer';

/** With the time an answer takes, an open tab notices an ended session within five seconds. */
const INTERVAL_MS = 3_000;
const CHANNEL = 'latchkey-session';

/** What a tab tells the others when it loads: the person it was served for. */
interface Announcement {
  readonly sub: string | null;
}

export interface SessionWatch {
  /** Asks now instead of at the next turn. */
  check(): void;
  /** Tells the other tabs of this browser who this one is for; those that differ ask the server. */
  announce(sub: string | null): void;
  stop(): void;
}

export interface WatchOptions {
  onAnswer(answer: SessionAnswer): void;
  /** Whether an answer could tell something new at any moment: someone is signed in, or the last answer failed. */
  isWorthPolling(): boolean;
  /** The person this tab is for: a `sub`, null for nobody, undefined while it is not known. */
  currentSub(): string | null | undefined;
}

/**
 * Keeps asking whether the session still stands: every few seconds while the tab can be seen, and at once when it
 * comes back to the front, goes online or hears another tab differ. The one place that knows how news arrives.
 */
export function watchSession(options: WatchOptions): SessionWatch {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(CHANNEL);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = false;

  async function check() {
    if (asking || stopped.signal.aborted) return;
    clearTimeout(timer);
    asking = true;
    const answer = await askForSession();
    asking = false;
    if (stopped.signal.aborted) return;
    options.onAnswer(answer);
    schedule();
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(() => (shouldPoll() ? void check() : schedule()), INTERVAL_MS);
  }

  function shouldPoll() {
    return document.visibilityState === 'visible' && options.isWorthPolling();
  }

  const checkIfVisible = () => {
    if (document.visibilityState === 'visible') void check();
  };
  const listening = { signal: stopped.signal };
  document.addEventListener('visibilitychange', checkIfVisible, listening);
  window.addEventListener('focus', checkIfVisible, listening);
  window.addEventListener('online', checkIfVisible, listening);
  channel.addEventListener('message', ({ data }: MessageEvent<Announcement>) => {
    if (data.sub !== options.currentSub()) void check();
  });
  schedule();

  return {
    check: () => void check(),
    announce: (sub) => channel.postMessage({ sub } satisfies Announcement),
    stop: () => {
      stopped.abort();
      clearTimeout(timer);
      channel.close();
    },
  };
}
