import type { Hono } from 'hono';
import type { Needs } from '../services';
import { parseAuthorizationRequest } from './authorization-request';
import { AppError } from './failures';
import { providerAskedFor, startFederation } from './federation';
import { grantLocation } from './grant';
import { readLoginSession } from './login-session';

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
