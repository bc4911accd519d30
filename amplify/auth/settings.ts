/**
 * What teams change first. Everything that depends on where the app is deployed comes from the environment:
 * see environment.ts.
 */

/** How long Cognito's tokens live. Cognito allows 5 minutes to 1 day, and 1 hour to 10 years for refresh. */
export const LIFETIMES = {
  accessTokenMinutes: 15,
  idTokenMinutes: 15,
  refreshTokenDays: 30,
  /** A refresh token that was just rotated out still works this long (0 to 60), so that a retry signs nobody out. */
  refreshRetrySeconds: 60,
} as const;

/** People in this group may use `/admin`. */
export const ADMIN_GROUP = 'admins';

/** What the app may ask for. `COGNITO_ADMIN` lets people change their own account: password, TOTP, passkeys. */
export const SCOPES: ('OPENID' | 'EMAIL' | 'PROFILE' | 'COGNITO_ADMIN')[] = [
  'OPENID',
  'EMAIL',
  'PROFILE',
  'COGNITO_ADMIN',
];

/** Routes of the app that Cognito sends people back to; each must be registered to the letter. */
export const CALLBACK_PATH = '/api/auth/callback';
export const SIGNED_OUT_PATH = '/';
