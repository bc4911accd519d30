import type { Hono } from 'hono';
import { providerAskedFor, startFederation } from '../federation/start';
import { AppError } from '../http/failures';
import { parseAuthorizationRequest } from '../oauth/authorization-request';
import { grantLocation } from '../oauth/grant';
import { readLoginSession } from '../oauth/login-session';
import type { Needs } from '../services';

type Used =
  | 'authorizationCodes'
  | 'clock'
  | 'directory'
  | 'loginSessions'
  | 'social'
  | 'tokens'
  | 'urls'
  | 'users';

/**
 * `GET /oauth2/authorize`: straight back to the app for a browser that is signed in, else to the other provider
 * that the request names, else to the sign-in page.
 */
export function registerAuthorize(app: Hono, services: Needs<Used>): void {
  app.get('/oauth2/authorize', async (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const { prompt, redirectUri, state } = request;
    const provider = providerAskedFor(context.req.query(), request, services);
    const signedIn = prompt.has('login') ? undefined : readLoginSession(context, services, request.pool);
    if (signedIn) return context.redirect(await grantLocation(request, signedIn, services));
    if (prompt.has('none')) throw new AppError({ redirectUri, state, error: 'login_required' });
    if (provider) return context.redirect(await startFederation(request, provider, services));
    return context.redirect(`/login${request.query}`);
  });
}
