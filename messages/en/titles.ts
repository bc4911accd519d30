/** What the browser's tab says. */
export const titles = {
  account: 'Account',
  profile: 'Profile',
  serverGuard: 'Server guard',
  clientGuard: 'Client guard',
  signIn: 'Sign in',
  accountDeleted: 'Account deleted',
  notFound: 'Not found',
} as const;
