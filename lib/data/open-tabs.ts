import 'server-only';
import { config } from '../config/config';
import { hold } from '../http/long-poll';
import { sessionOf, untilEnded } from '../request-session';
import { toViewer, type Viewer } from './viewer';

/** What an open tab hears. */
export interface News {
  /** Null: nobody is signed in, any more. */
  readonly viewer: Viewer | null;
  /** False: the deployment holds no answers, and the tab had better ask again after a while. */
  readonly held: boolean;
}

/**
 * Who is signed in, for a tab that is open and would like to hear of the end: once it has come or `maxMs` milliseconds
 * have passed, where the deployment holds answers, or else at once. Neither is a use of the session: its idle end stays
 * where it is.
 *
 * @throws LatchkeyError `store_unavailable` as soon as the session cannot be watched any more
 */
export async function newsFor(request: Request, maxMs: number): Promise<News> {
  const held = config().openTabs === 'hold';
  if (held) await hold(request, maxMs, (signal) => untilEnded(request.headers, signal));
  // The client has gone: nobody hears the answer, so nothing is read for it.
  if (request.signal.aborted) return { viewer: null, held };
  const session = await sessionOf(request.headers, { touch: false });
  return { viewer: session && toViewer(session), held };
}
