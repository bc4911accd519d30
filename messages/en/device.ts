/** A device in a list: what, when, where. Some of it is said by components in the browser. */
export const device = {
  described: '{browser} on {system}',
  browser: 'A browser',
  system: 'an unknown system',
  unknown: 'An unknown browser',
  computer: 'Computer',
  phone: 'Phone or tablet',
  current: 'This device',
  activeNow: 'Active now',
  lastActive: 'Last active {when}',
  signedIn: 'Signed in with {way} {when}',
  fromPlace: ', from {place}',
  fromAddress: ', from {address}',
} as const;
