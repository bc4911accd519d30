import type { Viewer } from '@/lib/data/viewer';
import type { Words } from '@/messages/words';
import { uncoverPage } from './cover-page';
import { leavePage } from './leave-page';
import { askForSession, type SessionAnswer } from './session-answer';
import { initialState, type SessionState } from './session-state';
import { afterAnswer, hasLostItsUser, subOf } from './state-after-answer';
import { SessionWatch } from './watch-session';

export interface OpenTabOptions {
  /** Whom the server rendered the page for; undefined on prerendered pages. */
  readonly initial: Viewer | null | undefined;
  /** The page's, for what has to be said. */
  readonly words: Words<'frame'> | undefined;
  /** Whether the deployment holds answers for open tabs; if it turns out that it does not, it is asked now and then. */
  readonly holds: boolean;
  /** What the tab knows: read, and kept true. */
  readonly latest: { current: SessionState };
  /** Puts a state on the page. */
  show(state: SessionState): void;
  /** Ends the watch: by whoever started it, or once the page is being left. */
  readonly over: AbortController;
}

/** A tab whose session is watched. */
export interface OpenTab {
  /** Asks the server again now. */
  check(): void;
  /** Asks the server about a page that comes back covered, and uncovers it if it is still its user's. */
  comeBack(): Promise<void>;
}

/** Keeps what a tab shows true while it is open, and leaves the page when its user is no longer signed in. */
export function keepOpenTab({ initial, words, holds, latest, show, over }: OpenTabOptions): OpenTab {
  function accept(next: SessionState) {
    const lost = hasLostItsUser(latest.current, next);
    latest.current = next;
    if (!lost) return show(next);
    // The page stays as it is under its cover: guards on it must not send the browser elsewhere meanwhile.
    over.abort();
    leavePage();
  }
  const receive = (answer: SessionAnswer) => accept(afterAnswer(latest.current, answer, words));
  const watch = new SessionWatch({
    onAnswer: receive,
    isWorthAsking: () => latest.current.status !== 'signed-out' || latest.current.problem !== null,
    currentSub: () => subOf(latest.current),
    holds,
  });
  over.signal.addEventListener('abort', () => watch.stop());
  if (initial !== undefined) accept(initialState(initial));
  watch.begin(initial);
  return {
    check: () => watch.check(),
    comeBack: async () => {
      const answer = await askForSession();
      if (answer.kind === 'unknown') return window.location.reload();
      receive(answer);
      if (latest.current.status === 'signed-in') uncoverPage();
    },
  };
}
