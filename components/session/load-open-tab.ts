import { coverPage } from './cover-page';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 16_000;

/**
 * Loads what watches the session of an open tab, after the page is at work. While that cannot be had (no network, or a server
 * that is newer than the page) it is tried again and again, and the server is asked in between, so that such a tab hears
 * of the end too: it loads its page anew then, which leads to sign-in.
 *
 * @param isSignedIn whether the page is somebody's
 * @param signal gives up
 * @returns null once it has been given up
 */
export async function loadOpenTab(isSignedIn: () => boolean, signal: AbortSignal) {
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    const loaded = await import('./open-tab').catch(() => null);
    if (loaded !== null) return signal.aborted ? null : loaded;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    // Asked to wait, because a question that is not does use the session.
    const answer = await fetch('/api/auth/session?wait=1', { cache: 'no-store' }).catch(() => null);
    if (answer?.status === 401 && isSignedIn() && !signal.aborted) {
      coverPage();
      location.reload();
    }
  }
  return null;
}
