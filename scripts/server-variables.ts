/**
 * Amplify Hosting gives its variables to the build, not to the running server: what the server needs must be in
 * `.env.production`, which becomes part of the deployment. So this is a list of what may go there; credentials of
 * the build never do.
 */
export const SERVER_VARIABLES = [
  'APP_ORIGIN',
  'DEPLOYMENT',
  'SESSION_KEYS',
  'MAINTENANCE_KEY',
  'SECURITY_MAIL_FROM',
  'PICTURE_ORIGINS',
  'PLACES_DATABASE',
  'SESSION_IDLE_TIMEOUT',
  'SESSION_ABSOLUTE_TIMEOUT',
  'SESSION_BROWSER_TIMEOUT',
  'SESSION_OUTAGE_LIMIT',
  'SESSION_MAX_PER_USER',
  'SESSION_ON_CREDENTIAL_CHANGE',
  'SESSION_BINDING_USER_AGENT',
  'SESSION_BINDING_ADDRESS',
  'SESSION_DEVICE_BOUND',
  'SESSION_DEVICE_PROOF_TIMEOUT',
  'REDIS_URL',
  'REDIS_HOST',
  'REDIS_PORT',
  'REDIS_PASSWORD',
  'UPSTASH_REDIS_REST_URL',
  'UPSTASH_REDIS_REST_TOKEN',
  'TRUSTED_PROXIES',
  'SIGN_IN_FORM',
  'OPEN_TABS',
  'MIGRATE_FROM',
  'MIGRATE_UNTIL',
  'AUTH_SECRET',
  'NEXTAUTH_SECRET',
  'LOG_LEVEL',
  'RATE_LIMITS',
] as const;
