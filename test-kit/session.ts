import { type Account, createAccount, type NewAccount, type UserPool } from './accounts';
import { signIn } from './sign-in';

/** A signed-in browser that is only requests: for tests of handlers and actions. */
export interface TestSession {
  readonly account: Account;
  /** `fetch` as that browser. @param path of the app, such as `/api/reports` */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The `Cookie` header, for what sends its own requests. */
  readonly cookie: string;
}

/**
 * Makes sessions of new accounts, one each time, so that tests run side by side.
 *
 * @param origin the app's, such as `http://localhost:3000`
 * @param pool where accounts are made; by default the local AWS on its usual port
 * @returns a function that makes an account as wanted and signs it in
 */
export function sessionFactory(
  origin: string,
  pool: Partial<UserPool> = {},
): (wanted?: NewAccount) => Promise<TestSession> {
  return async (wanted = {}) => {
    const account = await createAccount(wanted, pool);
    const jar = await signIn(origin, account);
    return {
      account,
      fetch: (path, init) => jar.fetch(new URL(path, origin).href, init),
      get cookie() {
        return jar.header();
      },
    };
  };
}
