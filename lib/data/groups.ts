import 'server-only';
import { notFound } from 'next/navigation';
import { hasCode, LatchkeyError } from '../errors';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { leavePage } from './leave-page';
import { requireSession, requireViewer, type Viewer } from './viewer';

/**
 * Who is asking, for a handler or action that is for a group of Cognito's only. The groups are those of the last
 * sign-in or refresh: whoever is taken out of one keeps it for at most as long as an access token lives.
 *
 * @param group its name, as `amplify/auth/resource.ts` has it
 * @throws LatchkeyError `unauthenticated`, `forbidden` (403, with what to do), or `store_unavailable` or
 *   `identity_provider_unavailable` when that cannot be found out
 */
export async function requireGroup(group: string): Promise<Session> {
  const session = await sessions().withConfirmedGroups(await requireSession());
  if (!session.identity.groups.includes(group)) throw new LatchkeyError('forbidden');
  return session;
}

/**
 * Who is asking, for a page that is for a group only. Signed-out visitors are sent to sign in; everyone else is shown
 * the nearest `not-found.tsx` with a 404, so that the address says nothing to those who may not see it. (Next's
 * `forbidden()` would do for a 403, and is still experimental in Next 16.)
 *
 * @param returnTo the page's own path
 */
export async function requireViewerInGroup(group: string, returnTo: string): Promise<Viewer> {
  const viewer = await requireViewer(returnTo);
  await requireGroup(group).catch((error: unknown) => {
    if (hasCode(error, 'forbidden')) notFound();
    leavePage(error, returnTo);
  });
  return viewer;
}
