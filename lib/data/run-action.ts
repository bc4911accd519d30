import 'server-only';
import { redirect } from 'next/navigation';
import { signInPath } from '../auth/return-to';
import { toLatchkeyError } from '../errors';
import { log } from '../log';
import type { ActionState } from './action-state';
import { getWords } from './language';

/**
 * Runs what a server action is for and puts the outcome in words. Whoever is not signed in any more is sent to sign
 * in; every other failure is told in the form, so that nothing that was typed is lost.
 *
 * @param name the action, for the log
 * @param returnTo the page that the form is on
 * @param change does it, and says what was done
 */
export async function runAction(
  name: string,
  returnTo: string,
  change: () => Promise<string>,
): Promise<ActionState> {
  try {
    return { status: 'done', message: await change() };
  } catch (thrown) {
    const error = toLatchkeyError(thrown);
    if (error.status === 401)
      redirect(signInPath(returnTo, error.code === 'unauthenticated' ? 'session_ended' : error.code));
    if (error.status >= 500) log('error', 'action_failed', { route: name, code: error.code, error });
    const words = (await getWords('errors'))[error.code];
    return { status: 'failed', code: error.code, ...words };
  }
}
