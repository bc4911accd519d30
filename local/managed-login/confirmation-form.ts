import type { Context } from 'hono';
import { z } from 'zod';
import type { AuthorizationRequest } from '../oauth/authorization-request';
import type { Frame } from '../pages/frame';
import { confirmUserPage } from '../pages/sign-up';
import type { Services } from '../services';
import { errorMessage } from './error-message';
import { frameFor } from './frame';
import { asClient, callOperation } from './operation-call';
import { signsInByEmail } from './sign-in-form';

export const delivery = z.object({
  CodeDeliveryDetails: z.object({ Destination: z.string() }).optional(),
});

interface Confirmation {
  readonly request: AuthorizationRequest;
  readonly username: string;
  readonly proof?: string | undefined;
}

/** Sends a new code and shows the page that asks for it. */
export async function confirmationForm(
  context: Context,
  { request, username, proof }: Confirmation,
  services: Services,
  messages: Pick<Frame, 'notice'> = {},
): Promise<Response> {
  const frame = frameFor(context, request, services.clock, messages);
  const page = { frame, username, usernameIsEmail: signsInByEmail(request.pool), proof };
  try {
    const { CodeDeliveryDetails } = await callOperation(services, {
      name: 'ResendConfirmationCode',
      input: asClient(request.client, username),
      answer: delivery,
    });
    return context.html(confirmUserPage({ ...page, destination: CodeDeliveryDetails?.Destination }));
  } catch (error) {
    const refused = { ...frame, notice: undefined, error: errorMessage(error, frame.words) };
    return context.html(confirmUserPage({ ...page, frame: refused }));
  }
}
