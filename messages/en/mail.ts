/** E-mails that warn people of what may not have been them. */
export const mail = {
  subject: '{app}: {subject}',
  when: 'When: {time} UTC',
  device: 'Device: {device}',
  address: 'Address: {address}',
  new_device: {
    subject: 'New sign-in to your account',
    sentence: 'Your account was signed in to on a device that is new to us.',
  },
  password_changed: {
    subject: 'Your password was changed',
    sentence: 'The password of your account was changed.',
  },
  password_reset: {
    subject: 'Your password was reset',
    sentence: 'The password of your account was reset with a code by e-mail.',
  },
  second_factor_on: {
    subject: 'Two-step verification is on',
    sentence: 'Two-step verification was turned on for your account.',
  },
  second_factor_off: {
    subject: 'Two-step verification is off',
    sentence: 'Two-step verification was turned off for your account.',
  },
  authenticator_app_set: {
    subject: 'New authenticator app',
    sentence: 'An authenticator app was set up for your account.',
  },
  passkey_added: { subject: 'New passkey', sentence: 'A passkey was added to your account.' },
  passkey_removed: { subject: 'Passkey removed', sentence: 'A passkey was removed from your account.' },
  email_changed: {
    subject: 'Your e-mail address was changed',
    sentence: 'Your account has another e-mail address now. This one no longer signs you in.',
  },
  account_deleted: {
    subject: 'Your account is deleted',
    sentence: 'Your account was deleted, and all its devices are signed out.',
  },
  sign_up_tried: {
    subject: 'You have an account already',
    sentence:
      'Somebody tried to make an account with your e-mail address. There is one already, and it stays as it is.',
  },
  itWasYou: 'Was this you? Then there is nothing to do.',
  signInThere: 'Was this you? Sign in, or choose “Forgot your password?” there:',
  nothingToDo: 'If it wasn’t, there is nothing to do.',
  answerAtOnce: 'If it wasn’t, answer this e-mail at once.',
  mailboxFirst:
    'If it wasn’t, somebody may be reading your e-mail. Change its password first, then reset this one:',
  signItOut: 'If it wasn’t, sign that device out and secure your account:',
} as const;
