/** What the browser's tab says. */
export const titles = {
  account: 'Account',
  profile: 'Profile',
  serverGuard: 'Server guard',
  clientGuard: 'Client guard',
  signIn: 'Sign in',
  accountDeleted: 'Account deleted',
  devices: 'Devices',
  activity: 'Activity',
  security: 'Security',
  notMe: 'That wasn’t you',
  admin: 'Admin',
  user: 'User',
  notFound: 'Not found',
} as const;
