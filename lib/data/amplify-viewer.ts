import 'server-only';
import { fetchAuthSession, getCurrentUser } from 'aws-amplify/auth/server';
import { runWithSession } from '../amplify/server';
import { hasCode, isRefusedHere } from '../errors';
import { currentSession } from '../request-session';
import type { Session } from '../session/session';
import { toViewer, type Viewer } from './viewer';

/** The viewer with the groups that the access token grants right now; null if Cognito turns out to have ended it. */
export async function viewerOf(session: Session): Promise<Viewer | null> {
  const viewer = toViewer(session);
  return askAmplify(viewer, async () => {
    const { tokens } = await runWithSession((context) => fetchAuthSession(context), session);
    return { ...viewer, groups: readGroups(tokens?.accessToken.payload['cognito:groups']) };
  });
}

/** The username that Amplify's `getCurrentUser` reports; null when nobody is signed in, or must sign in again. */
export async function currentUsername(): Promise<string | null> {
  const session = await currentSession().catch((error: unknown) => {
    if (isRefusedHere(error)) return null;
    throw error;
  });
  if (session === null) return null;
  return askAmplify(session.identity.username, async () => {
    const user = await runWithSession((context) => getCurrentUser(context), session);
    return user.username;
  });
}

/** What Amplify answers; while Cognito is away, what the session itself says; null if the session just ended. */
async function askAmplify<T>(known: T, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) return known;
    if (hasCode(error, 'session_ended')) return null;
    throw error;
  }
}

function readGroups(claim: unknown): string[] {
  return Array.isArray(claim) ? claim.filter((group) => typeof group === 'string') : [];
}
