import { coverPage } from './cover-page';

/**
 * A page kept by the back/forward cache comes back as it was, perhaps after a sign-out. It is covered when it is put
 * away, and uncovered only once the server has said that its user is still signed in.
 *
 * @param isPrivate whether somebody is signed in on it
 * @param comeBack asks the server, and uncovers the page
 * @returns ends it
 */
export function coverWhileFrozen(isPrivate: () => boolean, comeBack: () => void): () => void {
  const stopped = new AbortController();
  const on = (name: 'pagehide' | 'pageshow', act: () => void) =>
    window.addEventListener(name, ({ persisted }) => persisted && isPrivate() && act(), {
      signal: stopped.signal,
    });
  on('pagehide', coverPage);
  on('pageshow', comeBack);
  return () => stopped.abort();
}
