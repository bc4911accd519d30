import 'server-only';
import { isLatchkeyError, isRefusedHere, LatchkeyError } from '../errors';
import { currentSession } from '../request-session';
import type { Session, SignInMethod } from '../session/session';
import { picturePath } from './picture-path';
import { providerLabel } from './provider-label';

/** Who is asking: small, safe to render and to send to the user's own browser. Times are epoch milliseconds. */
export interface Viewer {
  readonly sub: string;
  readonly username: string;
  readonly name: string | null;
  readonly email: string | null;
  /** A path of this site that shows a picture of them; null where there is none. */
  readonly picture: string | null;
  readonly groups: readonly string[];
  readonly method: SignInMethod;
  /** What people call the provider behind `method`, such as `Google`; null for an account of the pool's own. */
  readonly provider: string | null;
  readonly signedInAt: number;
  readonly expiresAt: number;
}

/**
 * Who is asking, or null when nobody is signed in. The one check that pages, handlers and actions share; the layers
 * in front of it only save a round trip.
 *
 * @param request a handler's own, which saves it two fifths of what asking costs, and a new process the renderer of pages; pages
 *   and actions have none
 * @throws LatchkeyError `store_unavailable` when that could not be found out
 */
export async function verifySession(request?: Request): Promise<Viewer | null> {
  const session = await currentSession(request);
  return session && toViewer(session);
}

/**
 * Who is asking, for what everyone may see. A browser that must sign in again is nobody yet, or it could not even open
 * the sign-in page. Undefined while sessions cannot be read or Cognito has been away for too long.
 */
export async function viewerIfKnown(): Promise<Viewer | null | undefined> {
  try {
    return await verifySession();
  } catch (error) {
    if (isRefusedHere(error)) return null;
    if (isLatchkeyError(error) && error.status === 503) return undefined;
    throw error;
  }
}

/**
 * Who is asking, for a page that is for signed-in users only: everyone else is sent to sign in, and in an outage to
 * a page that says so with a 503 (a page itself cannot set its status).
 *
 * @param returnTo the page's own path
 */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  const viewer = await verifySession().catch(async (error: unknown) => {
    const { leavePage } = await import('./leave-page');
    return leavePage(error, returnTo);
  });
  if (viewer !== null) return viewer;
  const { goToSignIn } = await import('./leave-page');
  return goToSignIn(returnTo);
}

/**
 * Who is asking, for a handler or action that is for signed-in users only.
 *
 * @param request a handler's own, as for `verifySession`
 * @throws LatchkeyError `unauthenticated` or `store_unavailable`
 */
export async function requireSession(request?: Request): Promise<Session> {
  const session = await currentSession(request);
  if (session === null) throw new LatchkeyError('unauthenticated');
  return session;
}

/** A session that is used as it was read is the same object each time, and a picture's path takes a hash. */
const viewers = new WeakMap<Session, Viewer>();

/** The part of a session that its owner may see. */
export function toViewer(session: Session): Viewer {
  const known = viewers.get(session);
  if (known) return known;
  const viewer = Object.freeze(viewOf(session));
  viewers.set(session, viewer);
  return viewer;
}

function viewOf(session: Session): Viewer {
  const { sub, username, name, email, groups } = session.identity;
  const { method, createdAt: signedInAt, absoluteExpiresAt: expiresAt } = session;
  const provider = providerLabel(method);
  const picture = picturePath(session.identity.picture);
  return { sub, username, name, email, picture, groups, method, provider, signedInAt, expiresAt };
}
