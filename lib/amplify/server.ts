import 'server-only';
import { createServerRunner } from '@aws-amplify/adapter-nextjs';
import type { AmplifyContext } from 'aws-amplify';
import type { cookies } from 'next/headers';
import { expiryOf } from '../auth/cognito';
import { config } from '../config/config';
import { LatchkeyError } from '../errors';
import { currentSession } from '../request-session';
import type { Session } from '../session/session';
import { sessions } from '../sessions';
import { TokenJar } from './cookie-store';

let runner: ReturnType<typeof createServerRunner> | undefined;

/**
 * Runs Amplify's server APIs (`aws-amplify/auth/server`, the data client) as the signed-in person: this is
 * `runWithAmplifyServerContext` on a jar that reads from and writes to the session record instead of cookies.
 *
 * Works in server components, route handlers and server actions; the middleware passes its session explicitly.
 *
 * @param operation receives Amplify's context, as with `runWithAmplifyServerContext`
 * @param session whose tokens to use; by default the request's
 * @throws LatchkeyError `unauthenticated`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`;
 *   and whatever `operation` throws
 */
export async function runWithSession<T>(
  operation: (context: AmplifyContext) => Promise<T>,
  session?: Session,
): Promise<T> {
  const whose = session ?? (await currentSession());
  if (whose === null) throw new LatchkeyError('unauthenticated');
  const { cognito } = config();
  runner ??= createServerRunner({ config: withoutIdentityPool() });
  const jar = new TokenJar(cognito.clientId, whose.identity.username, await sessions().tokens(whose));
  try {
    return await runner.runWithAmplifyServerContext({
      // The adapter calls get, getAll, set and delete only, which is what the jar has.
      nextServerContext: { cookies: jar.cookies as unknown as typeof cookies },
      operation,
    });
  } catch (error) {
    throw explain(error);
  } finally {
    const replaced = jar.replaced(expiryOf);
    if (replaced !== null) await sessions().keepTokens(whose, replaced, jar.initial);
  }
}

/**
 * With an identity pool configured, every `fetchAuthSession` would also fetch AWS credentials, which nothing here
 * uses: two more calls, and one more service whose outage would count as being signed out.
 */
function withoutIdentityPool(): Record<string, unknown> {
  const { auth, ...outputs } = config().amplifyOutputs;
  const { identity_pool_id: _unused, ...pool } = auth;
  return { ...outputs, auth: pool };
}

/**
 * The adapter reports "not signed in" also when it could not fetch the keys to check a token with. These tokens come
 * from a live session, so the second is what happened.
 */
function explain(error: unknown): unknown {
  const unauthenticated = error instanceof Error && error.name === 'UserUnAuthenticatedException';
  return unauthenticated ? new LatchkeyError('identity_provider_unavailable', { cause: error }) : error;
}
