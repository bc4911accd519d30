import 'server-only';
import { config } from '../config/config';
import { LatchkeyError } from '../errors';
import { currentSession } from '../request-session';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { createSessionRunner, type Operation } from './session-runner';

let runner: ReturnType<typeof createSessionRunner> | undefined;

/**
 * Runs Amplify's server APIs (`aws-amplify/auth/server`, the data client) as the signed-in user: this is
 * `runWithAmplifyServerContext` with the session's tokens in place of cookies. Tokens that are due, or that
 * `operation` forces to be refreshed, are refreshed once for everyone by the session engine.
 *
 * Works in server components, route handlers and server actions; the middleware passes its session explicitly.
 *
 * @param operation receives Amplify's context, as with `runWithAmplifyServerContext`
 * @param session whose tokens to use; by default the request's
 * @throws LatchkeyError `unauthenticated`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`;
 *   and whatever `operation` throws
 */
export async function runWithSession<T>(operation: Operation<T>, session?: Session): Promise<T> {
  const whose = session ?? (await currentSession());
  if (whose === null) throw new LatchkeyError('unauthenticated');
  runner ??= createSessionRunner(config().amplifyOutputs, sessions());
  return runner(whose, operation);
}
