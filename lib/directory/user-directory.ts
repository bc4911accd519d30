import 'server-only';
import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { withinLimit } from '../config/within-limit';
import { LatchkeyError } from '../errors';
import { ageOf, type Moment, moment } from '../store/moment';
import { type Account, toAccount } from './account';
import { refusalOf } from './refusal';
import { type Filter, filtersFor, filterText, type Place } from './search';

export interface UserPool {
  readonly userPoolId: string;
  readonly region: string;
  /** Cognito's JSON API. */
  readonly endpoint: string;
}

/** One page of a search. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  /** Where the next page begins; null after the last. */
  readonly next: Place | null;
}

/** Accounts on a page. Cognito gives 60 at most. */
export const PAGE_SIZE = 20;

/** Requests for one page: a filter may answer with fewer than there are. */
const MOST_REQUESTS = 8;

/** How long one question may take, in milliseconds, with looking for credentials. */
const LIMIT_MS = 4_000;

/** For how long no credentials are looked for after there were none: looking takes a second where a host has none to give. */
const NO_CREDENTIALS_MS = 60_000;

/**
 * The accounts of the user pool, signed in or not, for administrators. Asked with the credentials of the process's role, so
 * whoever may call this has to have been checked before. Methods reject with `administration_denied` when the role lacks the
 * right, `identity_provider_unavailable`, `not_found`, `account_state` or `invalid_request`.
 */
export class UserDirectory {
  readonly #client: CognitoIdentityProviderClient;
  #withoutCredentials: Moment | null = null;

  constructor(private readonly pool: UserPool) {
    const { region, endpoint } = pool;
    const requestHandler = { connectionTimeout: 1_500, requestTimeout: 3_000 };
    this.#client = new CognitoIdentityProviderClient({ region, endpoint, maxAttempts: 2, requestHandler });
  }

  /**
   * One page of the accounts that `text` finds: those by the first filter, then those by the second, and so on, each once.
   *
   * @param text what an administrator typed; nothing for everyone
   */
  async find(text: string, from: Place): Promise<AccountPage> {
    const filters = filtersFor(text);
    const accounts: Account[] = [];
    let place = from;
    for (let asked = 0; asked < MOST_REQUESTS && place.filter < filters.length; asked += 1) {
      if (accounts.length === PAGE_SIZE) break;
      const filter = filters[place.filter] ?? null;
      const { found, token } = await this.#list(filter, PAGE_SIZE - accounts.length, place.token);
      const earlier = filters.slice(0, place.filter);
      accounts.push(...found.filter((account) => !earlier.some((each) => matches(account, each))));
      place = token === undefined ? { filter: place.filter + 1, token } : { ...place, token };
    }
    return { accounts, next: place.filter < filters.length ? place : null };
  }

  /** @throws LatchkeyError also `not_found` */
  async get(username: string): Promise<Account> {
    const user = await this.#ask((signal) =>
      this.#client.send(new AdminGetUserCommand(this.#named(username)), { abortSignal: signal }),
    );
    return toAccount(user, user.UserAttributes);
  }

  /** No sign-in from now on, and no token is good any more. */
  async disable(username: string): Promise<void> {
    const command = new AdminDisableUserCommand(this.#named(username));
    await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
  }

  async enable(username: string): Promise<void> {
    const command = new AdminEnableUserCommand(this.#named(username));
    await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
  }

  /** The user gets a code by e-mail and signs in again only with a new password. */
  async resetPassword(username: string): Promise<void> {
    const command = new AdminResetUserPasswordCommand(this.#named(username));
    await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
  }

  /** Revokes every token that Cognito has given out for this user, to other apps too. */
  async signOutEverywhere(username: string): Promise<void> {
    const command = new AdminUserGlobalSignOutCommand(this.#named(username));
    await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
  }

  #named(username: string) {
    return { UserPoolId: this.pool.userPoolId, Username: username };
  }

  async #list(filter: Filter | null, limit: number, token: string | undefined) {
    const command = new ListUsersCommand({
      UserPoolId: this.pool.userPoolId,
      Limit: limit,
      ...(filter && { Filter: filterText(filter) }),
      ...(token !== undefined && { PaginationToken: token }),
    });
    const answer = await this.#ask((abortSignal) => this.#client.send(command, { abortSignal }));
    const found = (answer.Users ?? []).map((user) => toAccount(user, user.Attributes));
    return { found, token: answer.PaginationToken };
  }

  async #ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#withoutCredentials && ageOf(this.#withoutCredentials) < NO_CREDENTIALS_MS)
      throw new LatchkeyError('administration_denied');
    try {
      return await withinLimit(question, LIMIT_MS);
    } catch (error) {
      if (error instanceof Error && error.name === 'CredentialsProviderError')
        this.#withoutCredentials = moment();
      throw refusalOf(error);
    }
  }
}

/** Whether an account was already found by an earlier filter. */
function matches(account: Account, filter: Filter | null): boolean {
  return filter === null || (account[filter.attribute]?.startsWith(filter.beginning) ?? false);
}
