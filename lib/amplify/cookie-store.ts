import type { Tokens } from '../session/identity-provider';

/** The cookie-store shape that the Amplify adapter reads from and writes to (`nextServerContext.cookies`). */
type Jar = Map<string, { name: string; value: string }>;

const PREFIX = 'CognitoIdentityServiceProvider';

/**
 * A session's tokens, laid out as the cookies that Amplify's token store expects. Amplify believes that it reads and
 * writes cookies; nothing of it reaches the browser.
 */
export class TokenJar {
  readonly #store: Jar = new Map();
  readonly #keys: Record<'accessToken' | 'idToken' | 'refreshToken', string>;

  /**
   * @param clientId the app client
   * @param username Cognito's username, which is part of the key names
   */
  constructor(
    clientId: string,
    username: string,
    readonly initial: Tokens,
  ) {
    const owner = `${PREFIX}.${clientId}.${encodeURIComponent(username)}`;
    this.#keys = {
      accessToken: `${owner}.accessToken`,
      idToken: `${owner}.idToken`,
      refreshToken: `${owner}.refreshToken`,
    };
    this.#put(`${PREFIX}.${clientId}.LastAuthUser`, username);
    this.#put(this.#keys.accessToken, initial.accessToken);
    this.#put(this.#keys.idToken, initial.idToken);
    this.#put(this.#keys.refreshToken, initial.refreshToken);
    this.#put(`${owner}.clockDrift`, '0');
  }

  /** What the adapter calls `cookies()`. */
  readonly cookies = () => ({
    get: (name: string) => this.#store.get(name),
    getAll: () => [...this.#store.values()],
    has: (name: string) => this.#store.has(name),
    set: (name: string, value: string) => this.#put(name, value),
    delete: (name: string) => void this.#store.delete(name),
  });

  /**
   * Tokens that Amplify put in place of the initial ones, or null if it left them alone. A refusal, after which
   * Amplify empties the jar, also reads as null: whether the session ends is the session engine's to find out.
   *
   * @param expiryOf reads an access token's end, in epoch milliseconds
   */
  replaced(expiryOf: (jwt: string) => number): Tokens | null {
    const accessToken = this.#store.get(this.#keys.accessToken)?.value;
    const idToken = this.#store.get(this.#keys.idToken)?.value;
    if (!accessToken || !idToken || accessToken === this.initial.accessToken) return null;
    const refreshToken = this.#store.get(this.#keys.refreshToken)?.value ?? this.initial.refreshToken;
    return { accessToken, idToken, refreshToken, accessExpiresAt: expiryOf(accessToken) };
  }

  #put(name: string, value: string): void {
    this.#store.set(name, { name, value });
  }
}
