import { z } from 'zod';
import { clientId, metadata, poolId, session, texts } from '../input';
import { operation } from '../operation';
import { AUTH_FLOW_NAMES, type InitiateServices, initiate } from '../sign-in/initiate';

export const AdminInitiateAuth = operation({
  name: 'AdminInitiateAuth',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    ClientId: clientId,
    AuthFlow: z.enum(AUTH_FLOW_NAMES),
    AuthParameters: texts.default({}),
    Session: session.optional(),
    ContextData: z.unknown().optional(),
    ...metadata,
  }),
  handle(input, services: InitiateServices) {
    const client = services.directory.clientOf(input.UserPoolId, input.ClientId);
    const { AuthFlow: flow, AuthParameters: parameters, Session } = input;
    return initiate(services, { client, flow, parameters, session: Session });
  },
});
