import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { computeSecretHash } from '../client-secret';
import { CognitoError } from '../errors';
import { PageError } from '../http/failures';
import { type Form, readPageForm } from '../http/form';
import { type AuthorizationRequest, parseAuthorizationRequest } from '../oauth/authorization-request';
import type { Services } from '../services';
import { respondToChallenge } from '../sign-in/respond';
import { type ChallengeView, challengePage, readChallenge } from './challenge-view';
import { errorMessage } from './error-message';
import { frameFor } from './frame';
import { callOperation } from './operation-call';
import { signInForm } from './sign-in-form';
import { showStep } from './steps';

/** `/mfa`: every question after the first page. Without one under way it leads back there. */
export function registerMfa(app: Hono, services: Services): void {
  app.get('/mfa', (context) => context.redirect(`/login${new URL(context.req.url).search}`));
  app.post('/mfa', async (context) => {
    const request = parseAuthorizationRequest(context.req.url, services);
    const form = await readPageForm(context, services.clock);
    const view = readChallenge(form);
    if (!view) throw new PageError('Something went wrong', request.client.id);
    return answered(context, { request, form, view }, services);
  });
}

interface Submission {
  readonly request: AuthorizationRequest;
  readonly form: Form;
  readonly view: ChallengeView;
}

async function answered(context: Context, submission: Submission, services: Services): Promise<Response> {
  const { request, form, view } = submission;
  const { challenge, username } = view;
  const { client } = request;
  try {
    const session = challenge === 'MFA_SETUP' ? await verifyFirstCode(form, view, services) : view.session;
    const secret = client.secret !== undefined && { SECRET_HASH: computeSecretHash(client, username) };
    const responses = { USERNAME: username, ...secret, ...responsesTo(view, form) };
    const step = await respondToChallenge(services, { client, challenge, session, responses });
    return await showStep(context, request, step, services);
  } catch (error) {
    return refused(context, submission, services, error);
  }
}

/** The same page again, or the first one when the session is over. @throws whatever is not a refusal */
function refused(context: Context, { request, view }: Submission, services: Services, error: unknown) {
  const frame = frameFor(context, request, services.clock);
  const message = errorMessage(error, frame.words);
  const alive = services.challenges.sessions.peek(view.session) !== undefined;
  const page = alive ? challengePage({ ...frame, error: message }, view) : undefined;
  return page
    ? context.html(page)
    : signInForm(context, request, services, { error: frame.words.errorSession });
}

function responsesTo({ challenge }: ChallengeView, form: Form): Record<string, string> {
  const code = (form.text('code') ?? '').replaceAll(/\s/g, '');
  switch (challenge) {
    case 'SOFTWARE_TOKEN_MFA':
      return { SOFTWARE_TOKEN_MFA_CODE: code };
    case 'EMAIL_OTP':
      return { EMAIL_OTP_CODE: code };
    case 'SMS_MFA':
      return { SMS_MFA_CODE: code };
    case 'SELECT_MFA_TYPE':
      return { ANSWER: form.text('answer') ?? '' };
    case 'WEB_AUTHN':
      return { CREDENTIAL: form.text('credential') ?? '' };
    case 'NEW_PASSWORD_REQUIRED': {
      const attributes = Object.entries(form.group('attribute'));
      const prefixed = attributes.map(([name, value]) => [`userAttributes.${name}`, value]);
      return { NEW_PASSWORD: form.text('password') ?? '', ...Object.fromEntries(prefixed) };
    }
    default:
      return {};
  }
}

/** @returns the session to complete the set-up with. @throws EnableSoftwareTokenMFAException */
async function verifyFirstCode(form: Form, { session }: ChallengeView, services: Services): Promise<string> {
  const code = (form.text('code') ?? '').replaceAll(/\s/g, '');
  if (!/^[0-9]{6}$/.test(code)) throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch');
  const { Session } = await callOperation(services, {
    name: 'VerifySoftwareToken',
    input: { Session: session, UserCode: code },
    answer: z.object({ Session: z.string() }),
  });
  return Session;
}
