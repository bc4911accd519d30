import { z } from 'zod';
import { clientId, metadata, poolId, session, texts } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import type { RespondServices } from '../sign-in/challenge-responses';
import { CHALLENGE_NAMES } from '../sign-in/challenges';
import { respondToChallenge } from '../sign-in/respond';
import { authenticationResult } from '../sign-in/result';

export const AdminRespondToAuthChallenge = operation({
  name: 'AdminRespondToAuthChallenge',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    ClientId: clientId,
    ChallengeName: z.enum(CHALLENGE_NAMES),
    Session: session.optional(),
    ChallengeResponses: texts.default({}),
    ContextData: z.unknown().optional(),
    ...metadata,
  }),
  async handle(input, services: RespondServices & Needs<'tokens'>) {
    const client = services.directory.clientOf(input.UserPoolId, input.ClientId);
    const { ChallengeName: challenge, ChallengeResponses: responses, Session } = input;
    const step = await respondToChallenge(services, { client, challenge, responses, session: Session });
    return authenticationResult(services, step);
  },
});
