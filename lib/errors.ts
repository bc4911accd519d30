import { errors } from '../messages/en/errors';

/**
 * The closed list of what can go wrong for a caller, and its HTTP status. What each is told as is in the catalogue of words;
 * handlers answer in English. "No" (`unauthenticated`, `session_ended`) and "could not find out" (`store_unavailable`,
 * `identity_provider_unavailable`) are different rows on purpose: only the first may ever sign anyone out.
 */
const STATUS = {
  unauthenticated: 401,
  session_ended: 401,
  reauthentication_required: 401,
  device_not_proved: 401,
  recent_sign_in_required: 401,
  signature_invalid: 401,
  forbidden: 403,
  /** For administrators: the app itself lacks the right. */
  administration_denied: 403,
  cross_origin: 403,
  invalid_request: 400,
  not_found: 404,
  account_state: 409,
  payload_too_large: 413,
  too_many_requests: 429,
  too_many_values: 413,
  attempt_unknown: 400,
  attempt_foreign: 400,
  accounts_linked: 400,
  sign_in_cancelled: 400,
  sign_in_not_fresh: 400,
  sign_in_refused: 400,
  store_unavailable: 503,
  /** For a signed-out visitor, whatever it is that does not answer. */
  sign_in_unavailable: 503,
  identity_provider_unavailable: 503,
  internal: 500,
} as const satisfies Record<keyof typeof errors, number>;

export type ErrorCode = keyof typeof STATUS;

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
    const status = STATUS[code];
    super(errors[code].message, { cause: options.cause });
    this.code = code;
    this.status = status;
    this.nextStep = errors[code].nextStep;
    this.retryAfterSeconds =
      status === 503 || status === 429 ? (options.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS) : null;
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

/** A code given in a URL, as one of the list; unknown ones read as `internal`. */
export function errorCodeOf(code: string): ErrorCode {
  return Object.hasOwn(STATUS, code) ? (code as ErrorCode) : 'internal';
}

/** The sentence and the next step for a code given in a URL, in English. */
export function describeError(code: string): { code: ErrorCode; message: string; nextStep: string } {
  const known = errorCodeOf(code);
  return { code: known, ...errors[known] };
}

/** The configuration cannot be used; the message names the variable or file and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
