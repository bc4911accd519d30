import type { Ending } from '../../../lib/data/ending';
import type { ErrorCode } from '../../../lib/errors';
import { ADMIN } from '../browser-actions';
import { endedSession, oldSignIn } from '../old-sign-in';
import { memberAt, type Scene, type State, visitorAt } from './state';

/** What the address of the sign-in page may say of why someone is there. */
const CODES: readonly ErrorCode[] = [
  'accounts_linked',
  'attempt_foreign',
  'attempt_unknown',
  'device_not_proved',
  'internal',
  'reauthentication_required',
  'sign_in_cancelled',
  'sign_in_not_fresh',
  'sign_in_refused',
  'sign_in_unavailable',
  'too_many_requests',
  'unauthenticated',
];

/** Why a session may be over, for its holder to read at the sign-in page. */
const ENDINGS: ReadonlyArray<Exclude<Ending, 'expired'>> = [
  'signed_out',
  'ended_by_owner',
  'ended_by_administrator',
  'password_changed',
  'credentials_changed',
  'replaced',
  'too_many_sessions',
  'refresh_refused',
  'binding_mismatch',
  'user_disabled',
  'account_deleted',
];

const QUARTER_MS = 15 * 60_000;

function afterEnding(ending: (typeof ENDINGS)[number]): State {
  const open = async ({ signedOut, stack, user }: Scene) => {
    const page = await signedOut();
    await page.context().addCookies([await endedSession(stack, user, ending)]);
    await page.goto('/sign-in?error=session_ended&returnTo=/account');
    await page.getByRole('main').getByRole('alert').waitFor();
    return page;
  };
  return { name: `sign-in/ending-${ending}`, open };
}

/** Asked who they are, because they signed in long ago. */
const confirmation: State = {
  name: 'sign-in/confirmation',
  open: async ({ signedOut, stack, user }: Scene) => {
    const page = await signedOut();
    await page.context().addCookies([await oldSignIn(stack, user, QUARTER_MS)]);
    await page.goto('/sign-in?error=recent_sign_in_required&returnTo=/account');
    await page.getByText('Confirm that it’s you.').waitFor();
    return page;
  },
};

/** The sign-in page before a form is opened, for each reason to be there. */
export const SIGN_IN_STATES: readonly State[] = [
  visitorAt('sign-in', '/sign-in', { everyRun: true, readme: 'sign-in' }),
  ...CODES.map((code) =>
    visitorAt(`sign-in/${code}`, `/sign-in?error=${code}`, { everyRun: code === 'attempt_foreign' }),
  ),
  ...ENDINGS.map(afterEnding),
  memberAt('sign-in/signed-in-already', '/sign-in?error=sign_in_cancelled'),
  memberAt('sign-in/recent_sign_in_required', '/sign-in?error=recent_sign_in_required', ADMIN, {
    everyRun: true,
  }),
  confirmation,
];
