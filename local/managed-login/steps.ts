import type { Context } from 'hono';
import { z } from 'zod';
import type { AuthorizationRequest } from '../oauth/authorization-request';
import { completeSignIn } from '../oauth/complete-sign-in';
import type { Services } from '../services';
import type { ChallengeStep, Step } from '../sign-in/challenges';
import { type ChallengeView, challengePage } from './challenge-view';
import { frameFor } from './frame';
import { callOperation } from './operation-call';
import { signInForm } from './sign-in-form';

const associated = z.object({ SecretCode: z.string(), Session: z.string() });

/**
 * What a browser gets to see of where a sign-in stands: the next page, or the app.
 * @throws CognitoError
 */
export async function showStep(
  context: Context,
  request: AuthorizationRequest,
  step: Step,
  services: Services,
): Promise<Response> {
  if (step.kind === 'completed') return completeSignIn(context, request, { user: step.user }, services);
  const frame = frameFor(context, request, services.clock);
  const username = step.user?.username ?? '';
  const page = challengePage(frame, { username, ...(await asked(step, services)) });
  // Asked for a passkey, somebody without one is offered the other ways in: they are on the first page.
  return page
    ? context.html(page)
    : signInForm(context, request, services, { error: frame.words.passkeyFailed });
}

/** The question, with the secret that an authenticator is set up with. */
async function asked(
  { name: challenge, parameters, session = '' }: ChallengeStep,
  services: Services,
): Promise<Omit<ChallengeView, 'username'>> {
  if (challenge !== 'MFA_SETUP') return { challenge, session, parameters };
  const input = { Session: session };
  const { SecretCode, Session } = await callOperation(services, {
    name: 'AssociateSoftwareToken',
    input,
    answer: associated,
  });
  return { challenge, session: Session, parameters: { ...parameters, SECRET: SecretCode } };
}
