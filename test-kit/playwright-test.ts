import { type Account, type Credentials, createAccount } from './accounts';
import { type StorageState, storageStateOf } from './playwright';

/** What a file or a project of `@playwright/test` may choose by `test.use`. */
export interface SignedInOptions {
  /** Who the test is signed in as: an address that a fresh local AWS knows, or an account; null for nobody. */
  readonly signedInAs: string | Credentials | null;
}

export interface SignedInWorker {
  /** An account of this worker's own, so that workers side by side do not end each other's sessions. */
  readonly account: Account;
}

interface Given extends SignedInOptions {
  readonly baseURL: string | undefined;
  readonly userAgent: string | undefined;
}

type Use<T> = (value: T) => Promise<void>;

const nobody: [SignedInOptions['signedInAs'], { option: true }] = [null, { option: true }];

const storageState = async (
  { signedInAs, baseURL = 'http://localhost:3000', userAgent }: Given,
  use: Use<StorageState | undefined>,
): Promise<void> => {
  if (signedInAs === null) return use(undefined);
  await use(await storageStateOf(baseURL, signedInAs, userAgent === undefined ? {} : { userAgent }));
};

const account: [(given: object, use: Use<Account>) => Promise<void>, { scope: 'worker' }] = [
  // biome-ignore lint/correctness/noEmptyPattern: from the pattern Playwright reads what a fixture needs
  async ({}, use) => use(await createAccount()),
  { scope: 'worker' },
];

/** For `base.extend<SignedInOptions, SignedInWorker>(signedInFixtures)` of `@playwright/test`. */
export const signedInFixtures = { signedInAs: nobody, storageState, account };
