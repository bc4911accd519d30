import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { type Form, readPageForm } from '../http/form';
import type { Pool } from '../model';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import type { Frame } from '../pages/frame';
import { attributeField, confirmUserPage, signUpPage } from '../pages/sign-up';
import type { Services } from '../services';
import { afterPassword } from '../sign-in/after-password';
import { delivery } from './confirmation-form';
import { errorMessage } from './error-message';
import { frameFor } from './frame';
import { asClient, callOperation } from './operation-call';
import type { Proofs } from './proofs';
import { signsInByEmail } from './sign-in-form';
import { showStep } from './steps';

const signedUp = delivery.extend({ UserConfirmed: z.boolean() });

/** `/signup`: username, password and the attributes that the pool requires. */
export function registerSignUp(app: Hono, services: Services, proofs: Proofs): void {
  app.get('/signup', (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const frame = frameFor(context, request, services.clock);
    return context.html(signUpPage({ frame, username: request.loginHint, ...fields(request.pool) }));
  });
  app.post('/signup', async (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const form = await readPageForm(context, services.clock);
    const frame = frameFor(context, request, services.clock);
    try {
      return await signUp(context, { request, form, frame }, services, proofs);
    } catch (caught) {
      const error = errorMessage(caught, frame.words);
      const shape = fields(request.pool, form.group('attribute'));
      return context.html(
        signUpPage({ frame: { ...frame, error }, username: form.text('username'), ...shape }),
      );
    }
  });
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
  readonly frame: Frame;
}

/** @throws CognitoError */
async function signUp(
  context: Context,
  { request, form, frame }: Submission,
  services: Services,
  proofs: Proofs,
): Promise<Response> {
  const { client, pool } = request;
  const username = (form.text('username') ?? '').trim();
  const attributes = { ...form.group('attribute'), ...(signsInByEmail(pool) && { email: username }) };
  const { UserConfirmed, CodeDeliveryDetails } = await callOperation(services, {
    name: 'SignUp',
    input: {
      ...asClient(client, username),
      Password: form.text('password') ?? '',
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    },
    answer: signedUp,
  });
  const user = services.users.require(pool, username);
  if (UserConfirmed) {
    return showStep(context, request, afterPassword(services, { pool, client, user }), services);
  }
  return context.html(
    confirmUserPage({
      frame,
      username,
      usernameIsEmail: signsInByEmail(pool),
      destination: CodeDeliveryDetails?.Destination,
      proof: proofs.give(user),
    }),
  );
}

/** What the form asks for: the attributes that the pool requires, the e-mail address once. */
function fields(pool: Pool, values: Readonly<Record<string, string>> = {}) {
  const usernameIsEmail = signsInByEmail(pool);
  const names = pool.settings.SchemaAttributes.filter(({ Required }) => Required).map(({ Name }) => Name);
  if (!usernameIsEmail && pool.settings.AutoVerifiedAttributes.includes('email')) names.push('email');
  const asked = [...new Set(names)].filter(
    (name) => !(usernameIsEmail && name === 'email') && name !== 'sub',
  );
  return { usernameIsEmail, attributes: asked.map((name) => attributeField(name, values[name])) };
}
