import type { Context, Hono } from 'hono';
import type { Services } from '../services';
import { afterPassword } from '../sign-in/after-password';
import { checkPassword } from '../sign-in/password';
import { type AuthorizationRequest, parseAuthorizationRequest } from './authorization-request';
import { confirmationForm } from './confirmation-form';
import { errorMessage, isRefusal } from './error-message';
import { providerAskedFor, startFederation } from './federation';
import { type Form, readPageForm } from './form';
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
    return byPassword(context, { request, form }, services, proofs);
  });
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
}

async function byPassword(
  context: Context,
  { request, form }: Submission,
  services: Services,
  proofs: Proofs,
): Promise<Response> {
  const { pool, client } = request;
  const username = form.text('username') ?? '';
  try {
    const password = form.text('password') ?? '';
    const user = checkPassword(services, { pool, client, username, password });
    return await showStep(context, request, afterPassword(services, { pool, client, user }), services);
  } catch (error) {
    const user = services.users.find(pool, username);
    if (user && isRefusal(error, 'UserNotConfirmedException')) {
      return confirmationForm(context, { request, username, proof: proofs.give(user) }, services);
    }
    const { words } = frameFor(context, request, services.clock);
    return signInForm(context, request, services, { username, error: errorMessage(error, words) });
  }
}
