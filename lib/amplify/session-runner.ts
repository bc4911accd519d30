import 'server-only';
import { createServerRunner } from '@aws-amplify/adapter-nextjs';
import type { AmplifyContext } from 'aws-amplify';
import type { cookies } from 'next/headers';
import type { Outputs } from '../config/amplify-outputs';
import { ConfigurationError } from '../errors';
import type { Tokens } from '../session/identity-provider';
import type { SessionService } from '../session/service';
import type { Session } from '../session/session';
import { KeptCredentials } from './aws-credentials';
import { TokenCookies } from './cookie-store';
import { withPatience } from './no-answer';

/** What runs with Amplify's server context, as with `runWithAmplifyServerContext`. */
export type Operation<T> = (context: AmplifyContext) => Promise<T>;

/** Where the tokens of a session come from, and who says whether they are still good. */
export type TokenSource = Pick<SessionService, 'tokens' | 'areGood'>;

/**
 * Makes the function that runs Amplify's server APIs as the owner of a session: `runWithAmplifyServerContext` with
 * the session's tokens in place of cookies. Amplify refreshes nothing: it asks `source`, also for what it is
 * forced to refresh (docs/decisions/0007-amplify-cannot-refresh.md).
 */
export function createSessionRunner(outputs: Outputs, source: TokenSource) {
  const run = createRunner(withoutIdentityPool(outputs), outputs.auth.user_pool_client_id, source);
  return async <T>(session: Session, operation: Operation<T>): Promise<T> =>
    run(session, (context) => withPatience(operation(context)));
}

/**
 * The same with AWS credentials of the user's identity, from the identity pool. What is done with them may take its time: an
 * upload is no question to Cognito.
 *
 * @throws ConfigurationError when the outputs name no identity pool
 */
export function createCredentialsRunner(outputs: Outputs, source: TokenSource) {
  if (typeof outputs.auth.identity_pool_id !== 'string') {
    throw new ConfigurationError(
      'amplify_outputs.json names no identity pool (auth.identity_pool_id), so there are no AWS credentials. Generate it again with "npm run ampx -- generate outputs".',
    );
  }
  const kept = new KeptCredentials();
  const run = createRunner(outputs, outputs.auth.user_pool_client_id, source);
  return async <T>(session: Session, operation: Operation<T>): Promise<T> =>
    run(session, (context) => operation(kept.askFirst(context)));
}

function createRunner(config: Readonly<Record<string, unknown>>, clientId: string, source: TokenSource) {
  const { runWithAmplifyServerContext } = createServerRunner({ config });
  return async <T>(session: Session, operation: Operation<T>): Promise<T> => {
    const tokenCookies = new TokenCookies(clientId, session.identity.username);
    const shown = new ShownTokens(tokenCookies, session, source);
    await shown.refresh(false);
    return runWithAmplifyServerContext({
      // The adapter calls get, getAll, set and delete only, which is what this cookie store has.
      nextServerContext: { cookies: tokenCookies.cookies as unknown as typeof cookies },
      operation: (context) => operation(askFirst(context, shown)),
    });
  };
}

/** The tokens that Amplify sees of a session. */
class ShownTokens {
  #tokens: Tokens | null = null;

  constructor(
    private readonly tokenCookies: TokenCookies,
    private readonly session: Session,
    private readonly source: TokenSource,
  ) {}

  /** Sees to it that they are good. @param force even if they already are */
  async refresh(force: boolean): Promise<void> {
    if (!force && this.#tokens && this.source.areGood(this.#tokens)) return;
    this.#tokens = await this.source.tokens(this.session, { force });
    this.tokenCookies.show(this.#tokens);
  }
}

/**
 * Puts the session engine before every look that Amplify takes at the tokens. The provider is changed in place, which
 * is safe because the adapter makes one for each context, and needed because Amplify finds more by it than its type
 * says: what belongs to a copy of it is not found.
 */
function askFirst(context: AmplifyContext, shown: ShownTokens): AmplifyContext {
  const provider = context.libraryOptions.Auth?.tokenProvider;
  if (!provider) throw new Error('Amplify made a server context without a token provider.');
  const readCookies = provider.getTokens.bind(provider);
  provider.getTokens = async ({ forceRefresh = false } = {}) => {
    await shown.refresh(forceRefresh);
    return readCookies({ forceRefresh: false });
  };
  return context;
}

/**
 * With an identity pool configured, every `fetchAuthSession` would also fetch AWS credentials, which few need: two more
 * calls, and one more service whose outage would count as being signed out.
 */
function withoutIdentityPool({ auth, ...outputs }: Outputs): Record<string, unknown> {
  const { identity_pool_id: _unused, ...pool } = auth;
  return { ...outputs, auth: pool };
}
