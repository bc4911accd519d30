/**
 * Whether signing in asks for a code from an authenticator app. `elsewhere`: the person signs in with a provider that
 * looks after that itself. `unknown`: Cognito did not answer.
 */
export type SecondFactor = 'on' | 'off' | 'elsewhere' | 'unknown';

/** What an authenticator app needs to know, to show to the person alone. */
export interface AuthenticatorSecret {
  /** Base32, for typing. */
  readonly key: string;
  /** `otpauth://…`, for an app on the same device. */
  readonly uri: string;
}
