/** What went wrong, by the codes of `lib/errors.ts`: one sentence, and what to do next. Answers of handlers say the same. */
export const errors = {
  unauthenticated: { message: 'You are signed out.', nextStep: 'Sign in and try again.' },
  session_ended: { message: 'You were signed out.', nextStep: 'Sign in again.' },
  reauthentication_required: {
    message: 'This needs a recent sign-in.',
    nextStep: 'Sign in again to continue.',
  },
  device_not_proved: {
    message: 'This browser could not show that it is the one that signed in.',
    nextStep: 'Sign in again to continue.',
  },
  recent_sign_in_required: {
    message: 'Confirm that it’s you.',
    nextStep: 'Sign in again to continue. You stay signed in meanwhile.',
  },
  signature_invalid: {
    message: 'This request is not signed as it must be.',
    nextStep: 'Sign it with MAINTENANCE_KEY, by a clock that is right to five minutes.',
  },
  forbidden: { message: 'You do not have access to this.', nextStep: 'Ask an administrator for access.' },
  /** For administrators: the app itself lacks the right. */
  administration_denied: {
    message: 'The app may not ask Cognito for this.',
    nextStep: 'Give the role that it runs as the policy that docs/deploy.md names under “Administration”.',
  },
  cross_origin: {
    message: 'This request came from another site.',
    nextStep: 'Open the app itself and try again.',
  },
  invalid_request: {
    message: 'The request is not of the expected form.',
    nextStep: 'Correct the request and send it again.',
  },
  not_found: { message: 'There is nothing here.', nextStep: 'Check the address.' },
  account_state: {
    message: 'Cognito refuses that for this account.',
    nextStep: 'Look at the account’s state, and whether its e-mail address is verified.',
  },
  payload_too_large: {
    message: 'That is more than can be kept here.',
    nextStep: 'Send less, or delete something first.',
  },
  too_many_requests: { message: 'That was too often.', nextStep: 'Wait a little, then try again.' },
  too_many_values: { message: 'That is more values than can be kept here.', nextStep: 'Delete one first.' },
  attempt_unknown: {
    message: 'This sign-in link has expired or was already used.',
    nextStep: 'Start signing in again.',
  },
  attempt_foreign: {
    message: 'This sign-in was started in another browser.',
    nextStep: 'Start signing in again in this one.',
  },
  accounts_linked: {
    message: 'You already have an account with this address, and it now has this way to sign in.',
    nextStep: 'Sign in once more.',
  },
  sign_in_cancelled: {
    message: 'Signing in was cancelled.',
    nextStep: 'Start signing in again when you are ready.',
  },
  sign_in_not_fresh: {
    message: 'Signing in did not ask who you are.',
    nextStep: 'Start signing in again, and enter your password.',
  },
  sign_in_refused: { message: 'The sign-in could not be completed.', nextStep: 'Start signing in again.' },
  store_unavailable: {
    message: 'Sessions cannot be read at the moment. You are still signed in.',
    nextStep: 'Try again in a few seconds.',
  },
  /** For a signed-out visitor, whatever it is that does not answer. */
  sign_in_unavailable: {
    message: "We can't sign you in right now.",
    nextStep: 'Try again in a few seconds.',
  },
  identity_provider_unavailable: {
    message: 'The sign-in service does not answer at the moment. You are still signed in.',
    nextStep: 'Try again in a few seconds.',
  },
  internal: { message: 'Something went wrong on our side.', nextStep: 'Try again.' },
} as const;
