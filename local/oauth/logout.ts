import type { Hono } from 'hono';
import { PageError } from '../http/failures';
import type { Needs } from '../services';
import { endLoginSession } from './login-session';

/**
 * `GET /logout`: ends the managed-login session, then goes to a registered sign-out URL, or, given
 * `redirect_uri` and `response_type`, to the sign-in page for that request.
 */
export function registerLogout(app: Hono, services: Needs<'directory' | 'loginSessions'>): void {
  app.get('/logout', (context) => {
    const { client_id, logout_uri, redirect_uri, response_type } = context.req.query();
    if (!client_id) throw new PageError("Required String parameter 'client_id' is not present");
    const client = services.directory.clients.get(client_id);
    if (!client) throw new PageError('Client does not exist.', client_id);
    if (logout_uri && client.settings.LogoutURLs.includes(logout_uri)) {
      endLoginSession(context, services);
      return context.redirect(logout_uri);
    }
    if (!redirect_uri)
      throw new PageError("Required String parameter 'redirect_uri' is not present", client_id);
    if (!response_type)
      throw new PageError("Required String parameter 'response_type' is not present", client_id);
    if (!client.settings.CallbackURLs.includes(redirect_uri))
      throw new PageError('redirect_mismatch', client_id);
    endLoginSession(context, services);
    return context.redirect(`/login${new URL(context.req.url).search}`);
  });
}
