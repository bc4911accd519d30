import { z } from 'zod';
import { clientId, metadata, session, texts } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { AUTH_FLOW_NAMES, initiate } from '../sign-in/initiate';

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
  handle(
    input,
    services: Needs<'directory' | 'users' | 'tokens' | 'challenges' | 'keys' | 'lockout' | 'clock'>,
  ) {
    const client = services.directory.client(input.ClientId);
    return initiate(services, { client, flow: input.AuthFlow, parameters: input.AuthParameters });
  },
});
