/** What happens when a session is used from another browser family or network than it was started on. */
export type BindingAction = 'off' | 'log' | 'reauthenticate' | 'end';

/** What becomes of a user's other sessions when it changes how they sign in. */
export type CredentialChangeAction = 'keep' | 'end';

/** Whether sessions are bound to a key of the browser: never, where it can have one, or always. */
export type DeviceBinding = 'off' | 'when-supported' | 'required';

/** The rules of a session's life. All durations are milliseconds. Those that differ by deployment: policy-config.ts. */
export interface SessionPolicy {
  /** A session unused for this long ends; every use moves the end. */
  readonly idleMs: number;
  /** A session ends after this long whatever happens; earlier if Cognito's refresh token runs out first. */
  readonly absoluteMs: number;
  /** The same for a user who did not ask to be remembered; the cookie also goes with the browser. */
  readonly browserSessionMs: number;
  /** Use is written down at most this often. */
  readonly touchEveryMs: number;
  readonly maxSessionsPerUser: number;
  /** How long a session whose access token ran out says who someone is while Cognito does not answer. */
  readonly outageLimitMs: number;
  /** Tokens are handed out only if good for this much longer. */
  readonly accessMarginMs: number;
  /** How long a process that stops giving signs of life keeps others from refreshing. */
  readonly refreshLeaseMs: number;
  /** How long a process may hold the refresh altogether. Longer than Cognito's time limit. */
  readonly refreshLimitMs: number;
  /** Pause after failed refreshes: doubles from the first to the second figure. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  readonly onCredentialChange: CredentialChangeAction;
  readonly binding: { readonly userAgent: BindingAction; readonly address: BindingAction };
  readonly deviceBinding: DeviceBinding;
  /** How long a bound session may be used before its browser has to show its key again. */
  readonly deviceProofMs: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export const DEFAULT_POLICY: SessionPolicy = {
  idleMs: 7 * DAY,
  absoluteMs: 30 * DAY,
  browserSessionMs: DAY / 2,
  touchEveryMs: MINUTE,
  maxSessionsPerUser: 20,
  outageLimitMs: 60 * MINUTE,
  accessMarginMs: 3000,
  refreshLeaseMs: 2500,
  refreshLimitMs: 8000,
  retryBaseMs: 1000,
  retryMaxMs: MINUTE,
  onCredentialChange: 'end',
  binding: { userAgent: 'log', address: 'log' },
  deviceBinding: 'when-supported',
  deviceProofMs: 10 * MINUTE,
};
