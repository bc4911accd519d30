import type { Context, Hono } from 'hono';
import { providerAskedFor, startFederation } from '../federation/start';
import { type Form, readPageForm } from '../http/form';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import { resetPasswordPage } from '../pages/forgot-password';
import type { Services } from '../services';
import { afterPassword } from '../sign-in/after-password';
import type { Step } from '../sign-in/challenges';
import { checkPassword } from '../sign-in/check-password';
import { choose } from '../sign-in/first-factor';
import { identify } from '../sign-in/identify';
import { confirmationForm } from './confirmation-form';
import { errorMessage, isRefusal } from './error-message';
import { frameFor } from './frame';
import type { Proofs } from './proofs';
import { signInForm } from './sign-in-form';
import { showStep } from './steps';

/** `/login`: the first page of managed login. */
export function registerLogin(app: Hono, services: Services, proofs: Proofs): void {
  app.get('/login', (context) =>
    signInForm(context, parseAuthorizationRequest(context.req.url, services), services),
  );
  app.post('/login', async (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const form = await readPageForm(context, services.clock);
    const name = form.text('identity_provider');
    const provider = providerAskedFor({ identity_provider: name }, request, services);
    if (provider) return context.redirect(await startFederation(request, provider, services));
    return submitted(context, { request, form }, services, proofs);
  });
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
}

async function submitted(
  context: Context,
  { request, form }: Submission,
  services: Services,
  proofs: Proofs,
): Promise<Response> {
  const username = (form.text('username') ?? '').trim();
  try {
    const step = await firstStep({ request, form }, username, services);
    return await showStep(context, request, step, services);
  } catch (error) {
    const user = services.users.find(request.pool, username);
    if (user && isRefusal(error, 'UserNotConfirmedException')) {
      return confirmationForm(context, { request, username, proof: proofs.give(user) }, services);
    }
    const frame = frameFor(context, request, services.clock);
    // An administrator who resets a password has a code sent at the same time.
    if (isRefusal(error, 'PasswordResetRequiredException')) {
      return context.html(resetPasswordPage({ frame, username }));
    }
    return signInForm(context, request, services, { username, error: errorMessage(error, frame.words) });
  }
}

/** @throws CognitoError */
function firstStep(
  { request, form }: Submission,
  username: string,
  services: Services,
): Step | Promise<Step> {
  const { pool, client } = request;
  if (form.text('factor') === 'WEB_AUTHN') {
    const identified = identify(services, { pool, client, username });
    return choose(services, { pool, client, identified }, 'WEB_AUTHN', {});
  }
  const user = checkPassword(services, { pool, client, username, password: form.text('password') ?? '' });
  return afterPassword(services, { pool, client, user });
}
