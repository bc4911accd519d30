import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Form, readPageForm } from '../http/form';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import { confirmUserPage } from '../pages/sign-up';
import type { Services } from '../services';
import { afterPassword } from '../sign-in/after-password';
import { confirmationForm } from './confirmation-form';
import { errorMessage } from './error-message';
import { frameFor } from './frame';
import { asClient, callOperation } from './operation-call';
import type { Proofs } from './proofs';
import { signInForm, signsInByEmail } from './sign-in-form';
import { showStep } from './steps';

/** `/confirmUser`: the code that came by mail. Who gave the password on the way here is signed in by it. */
export function registerConfirmUser(app: Hono, services: Services, proofs: Proofs): void {
  app.get('/confirmUser', (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const frame = frameFor(context, request, services.clock);
    const usernameIsEmail = signsInByEmail(request.pool);
    return context.html(confirmUserPage({ frame, username: undefined, usernameIsEmail }));
  });
  app.post('/confirmUser', async (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const form = await readPageForm(context, services.clock);
    const username = form.text('username') ?? '';
    const proof = form.text('proof');
    if (form.text('action') !== 'resend') return confirm(context, { request, form }, services, proofs);
    const { words } = frameFor(context, request, services.clock);
    return confirmationForm(context, { request, username, proof }, services, { notice: words.resent });
  });
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
}

async function confirm(
  context: Context,
  { request, form }: Submission,
  services: Services,
  proofs: Proofs,
): Promise<Response> {
  const { client, pool } = request;
  const username = form.text('username') ?? '';
  const proof = form.text('proof');
  const frame = frameFor(context, request, services.clock);
  try {
    const ConfirmationCode = (form.text('code') ?? '').trim();
    const input = { ...asClient(client, username), ConfirmationCode };
    await callOperation(services, { name: 'ConfirmSignUp', input, answer: z.unknown() });
  } catch (caught) {
    const page = { username: username || undefined, usernameIsEmail: signsInByEmail(pool), proof };
    const error = errorMessage(caught, frame.words);
    const destination = form.text('destination');
    return context.html(confirmUserPage({ frame: { ...frame, error }, ...page, destination }));
  }
  const user = services.users.find(pool, username);
  if (user?.enabled && proofs.isFor(proof, user)) {
    return showStep(context, request, afterPassword(services, { pool, client, user }), services);
  }
  return signInForm(context, request, services, { username, notice: frame.words.confirmed });
}
