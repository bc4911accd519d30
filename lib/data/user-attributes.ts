import 'server-only';
import { updateUserAttributes } from 'aws-amplify/auth';
import { fetchUserAttributes } from 'aws-amplify/auth/server';
import { runWithSession } from '../amplify/server';
import { hasCode } from '../errors';
import { sessions } from '../sessions';
import { leavePage } from './leave-page';
import { requireSession } from './viewer';

/** Attribute names and values, as Cognito's GetUser answers them. */
export type UserAttributes = ReadonlyArray<readonly [name: string, value: string]>;

/**
 * The signed-in user's attributes as Cognito has them now, for a page.
 *
 * Someone whose session turns out to have ended is sent to sign in; null says that Cognito does not answer.
 *
 * @param returnTo the page's own path
 */
export async function readUserAttributes(returnTo: string): Promise<UserAttributes | null> {
  try {
    const attributes = await runWithSession((context) => fetchUserAttributes(context));
    return Object.entries(attributes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) return null;
    leavePage(error, returnTo);
  }
}

/**
 * Changes the signed-in user's name at Cognito, then refreshes the tokens so that the session's own copy follows.
 *
 * @param name already parsed: trimmed, 1 to 80 characters
 * @throws LatchkeyError `unauthenticated`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`
 */
export async function changeName(name: string): Promise<void> {
  const session = await requireSession();
  await runWithSession((context) => updateUserAttributes(context, { userAttributes: { name } }), session);
  try {
    await sessions().tokens(session, { force: true });
  } catch (error) {
    // The name is saved. The session's copy follows with the next refresh.
    if (!hasCode(error, 'identity_provider_unavailable')) throw error;
  }
}
