/** What a browser still holds of a sign-in that another library kept in cookies. Only Cognito says whether it is good. */
export interface FormerSignIn {
  readonly refreshToken: string;
  /** Whose it is by a token that was verified; null where the cookie says it only by having been sealed by this team. */
  readonly sub: string | null;
}

/** The characters of Cognito's refresh tokens (Amazon Cognito API reference, TokenModelType): nothing else is sent there. */
const REFRESH_TOKEN = /^[\w.=-]{1,8192}$/;

/** Whether a value could be a refresh token. */
export function isRefreshToken(value: unknown): value is string {
  return typeof value === 'string' && REFRESH_TOKEN.test(value);
}
