import { LIFETIMES } from '../../amplify/auth/settings';
import type { PeerName } from './peers';

/**
 * No cookie is used that is older. A third of the life of the shortest token behind any of them, Cognito's access token: what is
 * begun with a cookie of this age ends long before that.
 */
export const LONGEST_USE_MS = (LIFETIMES.accessTokenMinutes * 60_000) / 3;

/**
 * The cookie of a session of each library, signed in anew when it is asked for and the last one is too old. Once its access token
 * has run out some libraries refuse a session, and some ask the issuer in every request; neither is what is measured.
 *
 * @param signIn signs in by the library's own way, and says the `Cookie` header
 * @param now milliseconds of a clock that only goes forwards
 */
export function freshSessions(
  signIn: (peer: PeerName) => Promise<string>,
  now: () => number = () => performance.now(),
): (peer: PeerName) => Promise<string> {
  const kept = new Map<PeerName, { readonly cookie: string; readonly since: number }>();
  return async (peer) => {
    const last = kept.get(peer);
    if (last !== undefined && now() - last.since < LONGEST_USE_MS) return last.cookie;
    const since = now();
    const cookie = await signIn(peer).catch((error: unknown) => {
      throw new Error(`nobody could sign in at ${peer}`, { cause: error });
    });
    kept.set(peer, { cookie, since });
    return cookie;
  };
}
