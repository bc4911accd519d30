import { coverPage, uncoverPage } from './leave-page';
import { askForSession, type SessionAnswer } from './session-answer';

/**
 * A page kept by the back/forward cache comes back as it was, perhaps after a sign-out. It is covered when it is put
 * away and uncovered only once the server has said that its user is still signed in.
 */
export function coverWhileFrozen(
  isPrivate: () => boolean,
  receive: (answer: SessionAnswer) => void,
): () => void {
  const stopped = new AbortController();
  const onHide = (event: PageTransitionEvent) => {
    if (event.persisted && isPrivate()) coverPage();
  };
  const onShow = async (event: PageTransitionEvent) => {
    if (!event.persisted || !isPrivate()) return;
    const answer = await askForSession();
    if (answer.kind === 'unknown') return window.location.reload();
    receive(answer);
    if (isPrivate()) uncoverPage();
  };
  window.addEventListener('pagehide', onHide, { signal: stopped.signal });
  window.addEventListener('pageshow', (event) => void onShow(event), { signal: stopped.signal });
  return () => stopped.abort();
}
