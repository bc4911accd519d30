import 'server-only';
import { createHash } from 'node:crypto';
import type { AmplifyContext } from 'aws-amplify';
import { keepNewest } from '../store/bounded';
import { ageOf, type Moment, moment } from '../store/moment';
import { withPatience } from './no-answer';

type Provider = NonNullable<NonNullable<AmplifyContext['libraryOptions']['Auth']>['credentialsProvider']>;
type Credentials = Awaited<ReturnType<Provider['getCredentialsAndIdentityId']>>;

/** Credentials are good for an hour; so Amplify renews them too, in milliseconds. */
const KEPT_MS = 50 * 60_000;

/** How many one process keeps at most; about 2 kB each. */
const MAX_KEPT = 5_000;

/**
 * AWS credentials by the id token that they were exchanged for. Amplify keeps them for one operation only, and an identity
 * pool answers some 25 new questions a second. A token belongs to one session and is replaced at each refresh, so nobody is
 * given what is another's, and a group that is taken away takes its role along.
 */
export class KeptCredentials {
  readonly #kept = new Map<string, { readonly since: Moment; readonly credentials: Promise<Credentials> }>();

  /** Puts itself before the identity pool in one of Amplify's contexts. Its provider is changed in place, as in session-runner.ts. */
  askFirst(context: AmplifyContext): AmplifyContext {
    const provider = context.libraryOptions.Auth?.credentialsProvider;
    if (!provider) throw new Error('Amplify made a server context without a credentials provider.');
    const exchange = provider.getCredentialsAndIdentityId.bind(provider);
    provider.getCredentialsAndIdentityId = (options) =>
      this.#get(String(options.tokens?.idToken), () => withPatience(exchange(options)));
    return context;
  }

  #get(idToken: string, exchange: () => Promise<Credentials>): Promise<Credentials> {
    const key = createHash('sha256').update(idToken).digest('base64url');
    const kept = this.#kept.get(key);
    if (kept && ageOf(kept.since) < KEPT_MS) return kept.credentials;
    const credentials = exchange();
    const entry = { since: moment(), credentials };
    keepNewest(this.#kept, key, entry, MAX_KEPT);
    credentials.catch(() => {
      if (this.#kept.get(key) === entry) this.#kept.delete(key);
    });
    return credentials;
  }
}
