import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Form, readPageForm } from '../http/form';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import { forgotPasswordPage, resetPasswordPage } from '../pages/forgot-password';
import type { Frame } from '../pages/frame';
import type { Services } from '../services';
import { delivery } from './confirmation-form';
import { errorMessage } from './error-message';
import { frameFor } from './frame';
import { asClient, callOperation } from './operation-call';
import { signInForm, signsInByEmail } from './sign-in-form';

/** `/forgotPassword` sends a code, `/confirmForgotPassword` takes it with a new password. */
export function registerForgotPassword(app: Hono, services: Services): void {
  app.get('/forgotPassword', (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const frame = frameFor(context, request, services.clock);
    const usernameIsEmail = signsInByEmail(request.pool);
    return context.html(forgotPasswordPage({ frame, username: request.loginHint, usernameIsEmail }));
  });
  app.post('/forgotPassword', async (context) => sendCode(context, await read(context, services), services));
  app.get('/confirmForgotPassword', (context) =>
    context.redirect(`/forgotPassword${new URL(context.req.url).search}`),
  );
  app.post('/confirmForgotPassword', async (context) =>
    setPassword(context, await read(context, services), services),
  );
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
  readonly frame: Frame;
  readonly username: string;
}

async function read(context: Context, services: Services): Promise<Submission> {
  const request = parseAuthorizationRequest(context.req.url, services);
  const form = await readPageForm(context, services.clock);
  const frame = frameFor(context, request, services.clock);
  return { request, form, frame, username: (form.text('username') ?? '').trim() };
}

async function sendCode(
  context: Context,
  { request, form, frame, username }: Submission,
  services: Services,
): Promise<Response> {
  try {
    const input = asClient(request.client, username);
    const sent = await callOperation(services, { name: 'ForgotPassword', input, answer: delivery });
    const notice = form.text('action') === 'resend' ? frame.words.resent : undefined;
    const destination = sent.CodeDeliveryDetails?.Destination;
    return context.html(resetPasswordPage({ frame: { ...frame, notice }, username, destination }));
  } catch (caught) {
    const error = errorMessage(caught, frame.words);
    const usernameIsEmail = signsInByEmail(request.pool);
    return context.html(forgotPasswordPage({ frame: { ...frame, error }, username, usernameIsEmail }));
  }
}

async function setPassword(
  context: Context,
  { request, form, frame, username }: Submission,
  services: Services,
): Promise<Response> {
  try {
    const ConfirmationCode = (form.text('code') ?? '').trim();
    const input = {
      ...asClient(request.client, username),
      ConfirmationCode,
      Password: form.text('password'),
    };
    await callOperation(services, { name: 'ConfirmForgotPassword', input, answer: z.unknown() });
    return signInForm(context, request, services, { username, notice: frame.words.passwordChanged });
  } catch (caught) {
    const error = errorMessage(caught, frame.words);
    const destination = form.text('destination');
    return context.html(resetPasswordPage({ frame: { ...frame, error }, username, destination }));
  }
}
