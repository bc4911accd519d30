import type { Context } from 'hono';
import type { User } from '../model';
import type { Needs } from '../services';
import type { AuthorizationRequest } from './authorization-request';
import { grantLocation } from './grant';
import { startLoginSession } from './login-session';

/** Signs the browser in to managed login and goes back to the app. @param providerName where the user came from */
export async function completeSignIn(
  context: Context,
  request: AuthorizationRequest,
  { user, providerName }: { user: User; providerName?: string },
  services: Needs<'authorizationCodes' | 'clock' | 'loginSessions' | 'tokens'>,
): Promise<Response> {
  const session = startLoginSession(context, services, user, providerName);
  return context.redirect(await grantLocation(request, { user, session }, services));
}
