import type { Tokens } from '../session/identity-provider';

const PREFIX = 'CognitoIdentityServiceProvider';

/**
 * By Amplify's reckoning (`Date.now()` + drift + 5 s, against `exp`) no token that comes with this drift has run out,
 * whatever this machine's date. Whether one has is the session engine's to say, by the store's clock.
 */
const NEVER_EXPIRED = `${Number.MIN_SAFE_INTEGER}`;

/**
 * A session's access and id token, laid out as the cookies that Amplify's token store expects. Amplify believes that it
 * reads and writes cookies; nothing of it reaches the browser, and what it writes goes with the request. The refresh
 * token is not among them, so Amplify cannot spend it.
 */
export class TokenCookies {
  readonly #cookies = new Map<string, { name: string; value: string }>();
  readonly #owner: string;

  /**
   * @param clientId the app client
   * @param username Cognito's username, which is part of the cookies' names
   */
  constructor(clientId: string, username: string) {
    this.#owner = `${PREFIX}.${clientId}.${encodeURIComponent(username)}`;
    this.#set(`${PREFIX}.${clientId}.LastAuthUser`, username);
    this.#set(`${this.#owner}.clockDrift`, NEVER_EXPIRED);
  }

  /** Puts these tokens in the place of those that were shown before. */
  show({ accessToken, idToken }: Tokens): void {
    this.#set(`${this.#owner}.accessToken`, accessToken);
    this.#set(`${this.#owner}.idToken`, idToken);
  }

  /** What the adapter calls `cookies()`. */
  readonly cookies = () => ({
    get: (name: string) => this.#cookies.get(name),
    getAll: () => [...this.#cookies.values()],
    has: (name: string) => this.#cookies.has(name),
    set: (name: string, value: string) => this.#set(name, value),
    delete: (name: string) => void this.#cookies.delete(name),
  });

  #set(name: string, value: string): void {
    this.#cookies.set(name, { name, value });
  }
}
