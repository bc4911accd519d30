import type { Context } from 'hono';
import type { Services } from '../services';
import type { Step } from '../sign-in/step';
import type { AuthorizationRequest } from './authorization-request';
import { completeSignIn } from './complete';
import { PageError } from './failures';

/** What a browser gets to see of where a sign-in stands: the next page, or the app. */
export async function showStep(
  context: Context,
  request: AuthorizationRequest,
  step: Step,
  services: Services,
): Promise<Response> {
  if (step.kind === 'completed') return completeSignIn(context, request, { user: step.user }, services);
  throw new PageError(`${step.name} is not available on these pages.`, request.client.id);
}
