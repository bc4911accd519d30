import { z } from 'zod';
import { invalidParameter } from '../errors';
import { clientId, metadata, session, texts } from '../input';
import { operation } from '../operation';
import { AUTH_FLOW_NAMES, type InitiateServices, initiate } from '../sign-in/initiate';

export const InitiateAuth = operation({
  name: 'InitiateAuth',
  access: 'public',
  input: z.object({
    AuthFlow: z.enum(AUTH_FLOW_NAMES),
    ClientId: clientId,
    AuthParameters: texts.default({}),
    Session: session.optional(),
    ...metadata,
  }),
  handle(input, services: InitiateServices) {
    const client = services.directory.client(input.ClientId);
    if (input.AuthFlow.startsWith('ADMIN_')) throw invalidParameter('Initiate Auth method not supported.');
    const { AuthFlow: flow, AuthParameters: parameters, Session } = input;
    return initiate(services, { client, flow, parameters, session: Session });
  },
});
