import type { Ending } from '@/lib/data/ending';

interface Words {
  readonly message: string;
  readonly nextStep: string;
}

const AGAIN = 'Sign in again to continue.';
const UNUSUAL = 'Sign in again, then look through your activity.';

const ENDINGS: Readonly<Record<Ending, Words>> = {
  signed_out: { message: 'You signed out in another tab or on another device.', nextStep: AGAIN },
  ended_by_owner: { message: 'You were signed out from another device.', nextStep: AGAIN },
  ended_by_administrator: { message: 'An administrator signed you out.', nextStep: AGAIN },
  password_changed: { message: 'You changed your password.', nextStep: 'Sign in with the new one.' },
  credentials_changed: {
    message: 'How you sign in was changed on another device.',
    nextStep: UNUSUAL,
  },
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
};

/** Why someone's session is over, for them to read; null for a reason that is not known here. */
export function endingInWords(ending: string | null): Words | null {
  return ending !== null && Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending as Ending] : null;
}
