import 'server-only';
import { config } from '../config/config';
import { LatchkeyError } from '../errors';
import { currentSession } from '../request-session';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { createCredentialsRunner, createSessionRunner, type Operation } from './session-runner';

let runner: ReturnType<typeof createSessionRunner> | undefined;
let credentialsRunner: ReturnType<typeof createCredentialsRunner> | undefined;

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

/**
 * The same with AWS credentials of the user's identity, for what is signed with them: Amplify Storage, Amplify Data where it
 * authorises by `identityPool`, any AWS SDK. They are exchanged for the id token at first need and kept in this process for
 * as long as that token lasts. Ask `runWithSession` for everything else: it asks no identity pool.
 *
 * @param operation receives Amplify's context; `fetchAuthSession(context)` has `credentials` and `identityId`
 * @param session whose credentials to use; by default the request's
 * @throws LatchkeyError as `runWithSession` does; ConfigurationError when `amplify_outputs.json` names no identity pool; and
 *   whatever `operation` throws
 */
export async function runWithAwsCredentials<T>(operation: Operation<T>, session?: Session): Promise<T> {
  const whose = session ?? (await currentSession());
  if (whose === null) throw new LatchkeyError('unauthenticated');
  credentialsRunner ??= createCredentialsRunner(config().amplifyOutputs, sessions());
  return credentialsRunner(whose, operation);
}
