import { z } from 'zod';
import { clientId, metadata, session, texts } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import type { RespondServices } from '../sign-in/challenge-responses';
import { CHALLENGE_NAMES } from '../sign-in/challenges';
import { respondToChallenge } from '../sign-in/respond';
import { authenticationResult } from '../sign-in/result';

export const RespondToAuthChallenge = operation({
  name: 'RespondToAuthChallenge',
  access: 'public',
  input: z.object({
    ClientId: clientId,
    ChallengeName: z.enum(CHALLENGE_NAMES),
    Session: session.optional(),
    ChallengeResponses: texts.default({}),
    ...metadata,
  }),
  async handle(input, services: RespondServices & Needs<'tokens'>) {
    const client = services.directory.client(input.ClientId);
    const step = await respondToChallenge(services, {
      client,
      challenge: input.ChallengeName,
      responses: input.ChallengeResponses,
      session: input.Session,
    });
    return authenticationResult(services, step);
  },
});
