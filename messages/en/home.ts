export const home = {
  stub: {
    label: 'This browser',
    waiting: 'One moment',
    waitingWhy: 'Asking who is signed in here.',
    nobody: 'Nobody is signed in',
    nobodyWhy: 'This browser holds no session.',
    signedInAs: 'Signed in as {name}',
    signedInWith: 'With {way}. This browser holds a ticket and no tokens.',
    yourAccount: 'Your account',
  },
} as const;
