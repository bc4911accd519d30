import { createAuthRouteHandlers } from '@/amplify';

export const GET = createAuthRouteHandlers({ redirectOnSignInComplete: '/', redirectOnSignOutComplete: '/' });
