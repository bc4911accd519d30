/** What shows the product itself: the home page, and a page for each kind of guard. */
export const demo = {
  heading: 'Sign in once. Sign out anywhere.',
  pitch:
    'Use Google, a passkey or your e-mail address. See every device that you are signed in on, and sign any of them out at once.',
  developers:
    '<strong>For developers:</strong> {brand} is sign-in and sessions for Next.js on AWS Amplify. Its cookie is a claim ticket: like the one from a cloakroom it holds a number and nothing else. What it stands for, Cognito’s tokens included, stays sealed on your server.',
  pages: {
    heading: 'Try each kind of protected page',
    profile: 'Profile',
    profileText:
      'A client component that shows the session it was given, and notices within seconds when it ends.',
    server: 'Server guard',
    serverText:
      'A server component that reads the session, then asks Cognito for your attributes with the sealed tokens.',
    client: 'Client guard',
    clientText: 'A page that renders in the browser and sends signed-out visitors to sign in from there.',
    handbook: 'Handbook',
    handbookText:
      'Prerendered pages for members. The session is checked in front of them; they are never cached for all.',
    account: 'Account',
    accountText:
      'Your identity, the life of this session, and a server action that changes your name at Cognito.',
  },
  how: {
    heading: 'How it works',
    cookie: 'One small cookie',
    cookieText:
      'A signed, random session id of at most 200 bytes. It is written when you sign in and when you sign out, never between.',
    tokens: 'Tokens sealed in Redis',
    tokensText:
      'Cognito’s tokens are encrypted in the session record and refreshed there, once, however many tabs are open.',
    signOut: 'Sign-out that sticks',
    signOutText:
      'Signing out removes the record, revokes the refresh token and ends the session at Cognito, on every instance.',
  },
  asking: 'Asking who is signed in here.',
  notGiven: 'not given',
  profile: {
    eyebrow: 'Client session',
    title: 'Your profile',
    lead: 'This page shows the session as the browser knows it, and hears at once when it ends.',
    card: 'From useSession()',
    signedInWith: 'Signed in with {way}',
    email: 'E-mail',
    groups: 'Groups',
    none: 'None',
    signedIn: 'Signed in',
    expires: 'Expires',
  },
  server: {
    eyebrow: 'Server guard',
    title: 'Hello, {name}',
    lead: 'The server read your session before it rendered this page. Signed-out visitors are sent to sign in and come back here.',
    card: 'Your attributes at Cognito',
    intro: 'Read by Amplify on the server, with tokens that never left it.',
    yes: 'yes',
    no: 'no',
    attributes: {
      sub: 'Subject',
      name: 'Name',
      email: 'E-mail',
      email_verified: 'E-mail verified',
      picture: 'Picture',
      identities: 'Linked identities',
    },
  },
  client: {
    eyebrow: 'Client guard',
    title: 'Decided in the browser',
    lead: 'The guard asks the server who you are, shows its content to you, and sends signed-out visitors to sign in.',
    noScript: 'This guard runs in the browser, and needs JavaScript.',
    welcome: 'Welcome, {name}',
    text: 'End this session from another browser and this page leaves within five seconds, without being touched.',
  },
} as const;
