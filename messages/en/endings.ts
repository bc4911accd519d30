/** Why someone's session is over, for them to read, by `Ending` of `lib/data/ending.ts`. */
const AGAIN = 'Sign in again to continue.';
const UNUSUAL = 'Sign in again, then look through your activity.';

export const endings = {
  signed_out: { message: 'You signed out in another tab or on another device.', nextStep: AGAIN },
  ended_by_owner: { message: 'You were signed out from another device.', nextStep: AGAIN },
  ended_by_administrator: { message: 'An administrator signed you out.', nextStep: AGAIN },
  password_changed: { message: 'You changed your password.', nextStep: 'Sign in with the new one.' },
  credentials_changed: { message: 'How you sign in was changed on another device.', nextStep: UNUSUAL },
  replaced: { message: 'You signed in again in this browser.', nextStep: AGAIN },
  too_many_sessions: {
    message: 'You were signed out because you signed in on many other devices.',
    nextStep: AGAIN,
  },
  refresh_refused: { message: 'Your session expired.', nextStep: AGAIN },
  binding_mismatch: {
    message: 'You were signed out because your session was used from another browser or network.',
    nextStep: UNUSUAL,
  },
  user_disabled: {
    message: 'Your account has been disabled.',
    nextStep: 'Ask an administrator to enable it.',
  },
  account_deleted: { message: 'Your account was deleted.', nextStep: 'You can create a new one.' },
  expired: { message: 'Your session expired.', nextStep: AGAIN },
} as const;
