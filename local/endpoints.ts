import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { registerAdmin } from './developer/admin';
import { registerInbox } from './developer/inbox';
import { CognitoError } from './errors';
import { registerIdpResponse } from './federation/idp-response';
import { registerAssets } from './http/assets';
import { AppError, PageError } from './http/failures';
import { pageHeaders } from './http/page-headers';
import { registerAuthorize } from './managed-login/authorize';
import { registerConfirmUser } from './managed-login/confirm-user';
import { registerError } from './managed-login/error';
import { registerForgotPassword } from './managed-login/forgot-password';
import { registerLogin } from './managed-login/login';
import { registerMfa } from './managed-login/mfa';
import { registerPasskeysAdd } from './managed-login/passkeys-add';
import { createProofs } from './managed-login/proofs';
import { registerSignUp } from './managed-login/signup';
import { registerLogout } from './oauth/logout';
import { registerRevoke } from './oauth/revoke';
import { registerToken } from './oauth/token';
import { registerUserInfo } from './oauth/user-info';
import { registerDiscovery, registerJwks } from './oauth/well-known';
import { errorPage } from './pages/error';
import { registerSocialProviders } from './providers';
import type { Services } from './services';

/** No form here comes near this; a passkey's answer is a few kilobytes. */
const MAX_FORM_BYTES = 128 * 1024;
/** Whoever sends more than this is cut off. */
const MAX_REFUSED_BYTES = 8 * 1024 * 1024;

/** Everything on the port beside Cognito's JSON API and the test controls. */
export function registerEndpoints(app: Hono, services: Services): void {
  const proofs = createProofs(services.clock);
  app.use(pageHeaders);
  app.use(
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: async (context) => {
        await readRest(context.req.raw.body);
        return context.json({ error: 'invalid_request', error_description: 'Too large' }, 413);
      },
    }),
  );
  app.onError(answerError);
  // Before the pools: a provider's `/google/.well-known/…` has the form of a pool's.
  registerSocialProviders(app, services);
  registerDiscovery(app, services);
  registerJwks(app, services);
  registerAuthorize(app, services);
  registerIdpResponse(app, services);
  registerToken(app, services);
  registerRevoke(app, services);
  registerUserInfo(app, services);
  registerLogin(app, services, proofs);
  registerSignUp(app, services, proofs);
  registerConfirmUser(app, services, proofs);
  registerForgotPassword(app, services);
  registerMfa(app, services);
  registerPasskeysAdd(app, services);
  registerLogout(app, services);
  registerError(app);
  registerInbox(app, services);
  registerAdmin(app, services);
  registerAssets(app);
}

/**
 * Reads what is left of a body that is refused. The adapter would close the connection half a second after the answer, on which
 * a client that was busy has sent its next request.
 */
async function readRest(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (body === null || body.locked) return;
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_REFUSED_BYTES) return;
  }
}

/** Refusals by redirect: to the app where it may know, else to the error page. */
function answerError(error: Error, context: Context): Response | Promise<Response> {
  if (error instanceof AppError) return context.redirect(error.location);
  if (error instanceof PageError || error instanceof CognitoError) {
    const query = new URLSearchParams({ error: error.message });
    if (error instanceof PageError && error.clientId !== undefined) query.set('client_id', error.clientId);
    return context.redirect(`/error?${query}`);
  }
  process.stderr.write(
    `local-aws: ${context.req.method} ${context.req.path} failed: ${error.stack ?? error}\n`,
  );
  const detail = 'Something went wrong in the local AWS; see its output.';
  if (context.req.header('accept')?.includes('text/html')) {
    return context.html(errorPage({ heading: 'This page cannot be shown.', detail }), 500);
  }
  return context.json({ error: 'server_error', error_description: detail }, 500);
}
