/**
 * The closed list of what can go wrong for a caller, and how each is told: HTTP status, one sentence, one next
 * step. "No" (`unauthenticated`, `session_ended`) and "could not find out" (`store_unavailable`,
 * `identity_provider_unavailable`) are different rows on purpose: only the first may ever sign anyone out.
 */
const CATALOGUE = {
  unauthenticated: { status: 401, message: 'You are signed out.', nextStep: 'Sign in and try again.' },
  session_ended: { status: 401, message: 'You were signed out.', nextStep: 'Sign in again.' },
  reauthentication_required: {
    status: 401,
    message: 'This needs a recent sign-in.',
    nextStep: 'Sign in again to continue.',
  },
  device_not_proved: {
    status: 401,
    message: 'This browser could not show that it is the one that signed in.',
    nextStep: 'Sign in again to continue.',
  },
  recent_sign_in_required: {
    status: 401,
    message: 'Confirm that it’s you.',
    nextStep: 'Sign in again to continue. You stay signed in meanwhile.',
  },
  signature_invalid: {
    status: 401,
    message: 'This request is not signed as it must be.',
    nextStep: 'Sign it with MAINTENANCE_KEY, by a clock that is right to five minutes.',
  },
  forbidden: {
    status: 403,
    message: 'You do not have access to this.',
    nextStep: 'Ask an administrator for access.',
  },
  /** For administrators: the app itself lacks the right. */
  administration_denied: {
    status: 403,
    message: 'The app may not ask Cognito for this.',
    nextStep: 'Give the role that it runs as the policy that docs/deploy.md names under “Administration”.',
  },
  cross_origin: {
    status: 403,
    message: 'This request came from another site.',
    nextStep: 'Open the app itself and try again.',
  },
  invalid_request: {
    status: 400,
    message: 'The request is not of the expected form.',
    nextStep: 'Correct the request and send it again.',
  },
  not_found: { status: 404, message: 'There is nothing here.', nextStep: 'Check the address.' },
  account_state: {
    status: 409,
    message: 'Cognito refuses that for this account.',
    nextStep: 'Look at the account’s state, and whether its e-mail address is verified.',
  },
  payload_too_large: {
    status: 413,
    message: 'That is more than can be kept here.',
    nextStep: 'Send less, or delete something first.',
  },
  too_many_requests: {
    status: 429,
    message: 'That was too often.',
    nextStep: 'Wait a little, then try again.',
  },
  too_many_values: {
    status: 413,
    message: 'That is more values than can be kept here.',
    nextStep: 'Delete one first.',
  },
  attempt_unknown: {
    status: 400,
    message: 'This sign-in link has expired or was already used.',
    nextStep: 'Start signing in again.',
  },
  attempt_foreign: {
    status: 400,
    message: 'This sign-in was started in another browser.',
    nextStep: 'Start signing in again in this one.',
  },
  accounts_linked: {
    status: 400,
    message: 'You already have an account with this address, and it now has this way to sign in.',
    nextStep: 'Sign in once more.',
  },
  sign_in_cancelled: {
    status: 400,
    message: 'Signing in was cancelled.',
    nextStep: 'Start signing in again when you are ready.',
  },
  sign_in_not_fresh: {
    status: 400,
    message: 'Signing in did not ask who you are.',
    nextStep: 'Start signing in again, and enter your password.',
  },
  sign_in_refused: {
    status: 400,
    message: 'The sign-in could not be completed.',
    nextStep: 'Start signing in again.',
  },
  store_unavailable: {
    status: 503,
    message: 'Sessions cannot be read at the moment. You are still signed in.',
    nextStep: 'Try again in a few seconds.',
  },
  /** For a signed-out visitor, whatever it is that does not answer. */
  sign_in_unavailable: {
    status: 503,
    message: "We can't sign you in right now.",
    nextStep: 'Try again in a few seconds.',
  },
  identity_provider_unavailable: {
    status: 503,
    message: 'The sign-in service does not answer at the moment. You are still signed in.',
    nextStep: 'Try again in a few seconds.',
  },
  internal: { status: 500, message: 'Something went wrong on our side.', nextStep: 'Try again.' },
} as const satisfies Record<string, { status: number; message: string; nextStep: string }>;

export type ErrorCode = keyof typeof CATALOGUE;

/** Seconds a client should wait after a 503 or 429 that names no better figure (RFC 9110 §10.2.3). */
export const DEFAULT_RETRY_AFTER_SECONDS = 5;

/**
 * Marks our errors. Next bundles middleware and pages separately, so this class can exist twice in one process and
 * `instanceof` would not recognise an error thrown by the other copy.
 */
const BRAND = Symbol.for('latchkey.error');

/**
 * An expected failure. `message` and `nextStep` are safe to show; `cause` holds the original for the log.
 *
 * @param code one of the catalogue's codes
 * @param options.cause what led here; never rendered
 * @param options.retryAfterSeconds overrides the default wait, in seconds
 */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError';
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly status: number;
  readonly nextStep: string;
  readonly retryAfterSeconds: number | null;

  constructor(code: ErrorCode, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    const row = CATALOGUE[code];
    super(row.message, { cause: options.cause });
    this.code = code;
    this.status = row.status;
    this.nextStep = row.nextStep;
    this.retryAfterSeconds =
      row.status === 503 || row.status === 429
        ? (options.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS)
        : null;
  }
}

/** Whether `error` is an expected failure. */
export function isLatchkeyError(error: unknown): error is LatchkeyError {
  return error instanceof Error && BRAND in error;
}

/** Whether `error` is an expected failure with that code. */
export function hasCode(error: unknown, code: ErrorCode): error is LatchkeyError {
  return isLatchkeyError(error) && error.code === code;
}

/** Whether a browser is refused a session that goes on elsewhere: here somebody has to sign in again. */
export function isRefusedHere(error: unknown): boolean {
  return hasCode(error, 'reauthentication_required') || hasCode(error, 'device_not_proved');
}

/** Any thrown value as a `LatchkeyError`; what was not expected becomes `internal` with the original as cause. */
export function toLatchkeyError(error: unknown): LatchkeyError {
  return isLatchkeyError(error) ? error : new LatchkeyError('internal', { cause: error });
}

/** What a sentence and a next step look like for a code given in a URL; unknown codes read as `internal`. */
export function describeError(code: string): { code: ErrorCode; message: string; nextStep: string } {
  const known = Object.hasOwn(CATALOGUE, code) ? (code as ErrorCode) : 'internal';
  return { code: known, message: CATALOGUE[known].message, nextStep: CATALOGUE[known].nextStep };
}

/** The configuration cannot be used; the message names the variable or file and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
