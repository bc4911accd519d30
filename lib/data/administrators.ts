/**
 * Cognito's group of administrators: the one name that the app has for it. `amplify/auth/settings.ts` makes the group; the
 * app imports nothing from there, so a test compares the two.
 */
export const ADMIN_GROUP = 'admins';
