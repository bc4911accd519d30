/** What a team calls, by the file that it imports it from. One page of the reference each. */
export interface Entry {
  /** The page's name in `docs/reference`. */
  readonly page: string;
  /** From the repository's root. */
  readonly file: string;
  /** When to reach for it. */
  readonly to: string;
  /** In the order in which a reader wants them. */
  readonly names: readonly string[];
}

export const ENTRIES: readonly Entry[] = [
  {
    page: 'viewer',
    file: 'lib/data/viewer.ts',
    to: 'ask who is asking, and guard pages, handlers and actions',
    names: ['requireViewer', 'requireSession', 'verifySession', 'viewerIfKnown', 'Viewer'],
  },
  {
    page: 'leave-page',
    file: 'lib/data/leave-page.ts',
    to: 'leave a page that cannot be shown',
    names: ['leavePage'],
  },
  {
    page: 'groups',
    file: 'lib/data/groups.ts',
    to: 'let one group in',
    names: ['requireGroup', 'requireViewerInGroup'],
  },
  {
    page: 'session-data',
    file: 'lib/data/session-data.ts',
    to: 'keep small values with a session',
    names: ['getSessionData', 'setSessionData', 'deleteSessionData', 'getAllSessionData'],
  },
  {
    page: 'session-data-schema',
    file: 'lib/data/session-data-schema.ts',
    to: 'have those values checked and typed',
    names: ['SessionDataValue', 'TypedKey', 'schemaOf'],
  },
  {
    page: 'respond',
    file: 'lib/http/respond.ts',
    to: 'write handlers whose failures are answers',
    names: ['route', 'mutation', 'json', 'redirectTo', 'errorResponse', 'nothing', 'NO_STORE'],
  },
  {
    page: 'routes',
    file: 'lib/http/routes.ts',
    to: 'say which pages are for whom',
    names: ['RouteTable', 'isProtected', 'isSessionChecked', 'carriesNonce'],
  },
  {
    page: 'run-action',
    file: 'lib/data/run-action.ts',
    to: 'write server actions whose failures are words',
    names: ['runAction'],
  },
  {
    page: 'action-state',
    file: 'lib/data/action-state.ts',
    to: 'show what an action said',
    names: ['ActionState', 'IDLE'],
  },
  {
    page: 'amplify-server',
    file: 'lib/amplify/server.ts',
    to: 'call Amplify’s server side as the user',
    names: ['runWithSession', 'runWithAwsCredentials'],
  },
  {
    page: 'amplify-browser',
    file: 'lib/amplify/browser.ts',
    to: 'use Amplify’s client in the browser without tokens there',
    names: ['configureAmplify'],
  },
  {
    page: 'errors',
    file: 'lib/errors.ts',
    to: 'throw and tell expected failures',
    names: ['LatchkeyError', 'ErrorCode', 'isLatchkeyError', 'hasCode', 'toLatchkeyError', 'describeError'],
  },
  {
    page: 'session-provider',
    file: 'components/session/session-provider.tsx',
    to: 'know the session in the browser',
    names: ['useSession', 'SessionProvider', 'SessionContext'],
  },
  {
    page: 'signed-in',
    file: 'components/session/signed-in.tsx',
    to: 'show something to signed-in users in the browser',
    names: ['SignedIn', 'SignedInProps', 'ForViewer'],
  },
  {
    page: 'signed-out',
    file: 'components/session/signed-out.tsx',
    to: 'show something to signed-out visitors in the browser',
    names: ['SignedOut', 'SignedOutProps'],
  },
  {
    page: 'require-session',
    file: 'components/session/require-session.tsx',
    to: 'send signed-out visitors to sign in from the browser',
    names: ['RequireSession', 'RequireSessionProps'],
  },
  {
    page: 'sign-out-form',
    file: 'components/session/sign-out-form.tsx',
    to: 'sign out',
    names: ['SignOutForm', 'SignOutFormProps'],
  },
  {
    page: 'test-kit-playwright',
    file: 'test-kit/playwright.ts',
    to: 'begin a browser test signed in',
    names: ['signInAs', 'storageStateOf', 'StorageState'],
  },
  {
    page: 'test-kit-playwright-test',
    file: 'test-kit/playwright-test.ts',
    to: 'begin every test of `@playwright/test` signed in',
    names: ['signedInFixtures', 'SignedInOptions', 'SignedInWorker'],
  },
  {
    page: 'test-kit-session',
    file: 'test-kit/session.ts',
    to: 'try handlers of a running app',
    names: ['sessionFactory', 'TestSession'],
  },
  {
    page: 'test-kit-server-session',
    file: 'test-kit/server-session.ts',
    to: 'try pages, handlers and actions without a server',
    names: ['newServerSession', 'asSignedOut', 'ServerSession'],
  },
  {
    page: 'test-kit-accounts',
    file: 'test-kit/accounts.ts',
    to: 'have accounts for tests',
    names: ['createAccount', 'credentialsOf', 'Account', 'NewAccount', 'Credentials', 'UserPool'],
  },
  {
    page: 'test-kit-sign-in',
    file: 'test-kit/sign-in.ts',
    to: 'sign in by HTTP',
    names: ['signIn', 'SignInOptions'],
  },
];
