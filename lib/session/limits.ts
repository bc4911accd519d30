import type { Limit } from '../store/limit';

/**
 * Whose budget it is:
 * - `address`: the client's, by /64 for IPv6, which is what one line gets;
 * - `account`: the user name's that is tried, wherever from;
 * - `visit`: of both together, so that who tries one account from an office's address uses up neither the office's budget
 *   nor, alone, the account's;
 * - `browser`: the one that the ticket names. A signed-out visitor gets a new one by asking, so this only holds users to what is
 *   sensible, and is never the only one;
 * - `everyone`: one for all. For what is scarce in itself.
 */
export type Payer = 'address' | 'account' | 'visit' | 'browser' | 'everyone';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * All limits of the product. Each holds at once; the narrowest is asked first, and who is refused by one has spent nothing
 * of any. What succeeds is given back where a success says that it was no abuse: passwords, codes, callbacks.
 *
 * Reads of a session are not here. They cost a command at most, mostly none, and are what users are signed in for; what
 * an open window holds is bounded by `MOST_HELD` (lib/http/held-requests.ts).
 */
export const BUDGETS = {
  /** Hosted and embedded alike. An office of 200 users behind one address signs in within a minute. */
  sign_in_start: { browser: per(60, MINUTE), address: per(200, MINUTE) },
  /**
   * Wrong passwords. Cognito locks an account for longer and longer after five, so the account's own budget keeps nobody
   * out who is not locked out already. An address may be wrong about ten accounts fully, then three times a minute.
   */
  password_try: {
    visit: per(20, 15 * MINUTE),
    account: per(50, 15 * MINUTE),
    address: per(200, 60 * MINUTE),
  },
  /** Wrong codes: of 1,000,000 that there are, 2,880 a day can be tried on one account, while one is good for minutes. */
  code_try: { visit: per(10, 15 * MINUTE), account: per(30, 15 * MINUTE), address: per(200, 60 * MINUTE) },
  /** Each is a message to somebody who may not have asked for it. Cognito sends five an hour for a reset. */
  code_sent: { account: per(10, HOUR), address: per(60, HOUR) },
  /** Each is a message and an account. A class that signs up together is one address. */
  sign_up: { address: per(60, HOUR) },
  /** Messages to somebody with whose address others sign up. Each code that they ask for themselves has its own budget. */
  sign_up_notice: { account: per(3, 24 * HOUR) },
  /** Callbacks that finish no sign-in. Each may leave a key for 15 minutes and ask Cognito in vain. */
  callback_failure: { browser: per(30, 10 * MINUTE), address: per(60, 10 * MINUTE) },
  /** A visitor's preferences before anyone has signed in: all 64 at once, from a few users of an office. */
  guest_write: { browser: per(100, MINUTE), address: per(120, 10 * MINUTE) },
  /**
   * Kilobytes that all guests together make Redis keep, for as long as a guest's data lives: twice this is the most there
   * can be, whoever asks and however often. When it is used up guests keep nothing new; signing in goes on.
   */
  guest_storage: { everyone: per(32 * 1024, 4 * HOUR) },
  /** A signed-in user's app data: ten a second, all the time. */
  data_write: { browser: per(600, MINUTE) },
} as const satisfies Record<string, Partial<Record<Payer, Limit>>>;

export type BudgetKind = keyof typeof BUDGETS;

/**
 * For someone who is refused on a browser that has signed in to that account before: nobody else can use it up, so
 * attacking an account, or from the same office, locks no owner out.
 */
export const KNOWN_BROWSER = per(20, 15 * MINUTE);

/**
 * By how much an address's budget is larger where addresses are not known (`TRUSTED_PROXIES=0`): then it is one for all. It
 * still bounds what guessing and messages can come to, and one flood can use it up for everyone.
 */
export const SHARED_FACTOR = 10;

/**
 * Budgets that there are of one kind and payer. Addresses and names fall into them by a keyed hash, so that no number of
 * addresses fills Redis; of 5,000 that attack at once 4 in 100 others share a budget with one.
 */
export const SLOTS_BITS = 17;

function per(most: number, windowMs: number): Limit {
  return { most, windowMs };
}
