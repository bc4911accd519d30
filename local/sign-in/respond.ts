import { requireSecretHash } from '../client-secret';
import { notAuthorized } from '../errors';
import { requiredText } from '../input';
import type { Client } from '../model';
import { afterPassword } from './after-password';
import { RESPONSES, type RespondServices } from './challenge-responses';
import { requireSameSignIn, withSession } from './challenge-session';
import type { ChallengeName, OpenChallenge, Step } from './challenges';
import { finishHandshake } from './srp-handshake';

export interface ChallengeResponse {
  readonly client: Client;
  readonly challenge: ChallengeName;
  readonly responses: Readonly<Record<string, string>>;
  readonly session?: string;
}

/**
 * Takes a user's answer to a challenge.
 * @returns the next challenge, or that the sign-in is complete.
 * @throws CodeMismatchException, NotAuthorizedException and others; the session then still works
 */
export async function respondToChallenge(
  services: RespondServices,
  answer: ChallengeResponse,
): Promise<Step> {
  const { client, challenge, responses, session } = answer;
  const username = requiredText(responses, 'USERNAME');
  requireSecretHash(client, responses.SECRET_HASH, username);
  if (challenge === 'PASSWORD_VERIFIER') return verifyPassword(services, answer);
  return withSession(services, session, (open) => {
    requireSameSignIn(services, open, { client, name: challenge, username });
    return RESPONSES[challenge](services, signInOf(services, open, client), responses);
  });
}

/** SRP needs no session: the secret block says whose handshake it is. */
function verifyPassword(services: RespondServices, { client, responses }: ChallengeResponse): Step {
  const user = finishHandshake(services, client, responses);
  return afterPassword(services, { pool: services.directory.pool(client.poolId), client, user });
}

function signInOf({ directory, users }: RespondServices, open: OpenChallenge, client: Client) {
  const user = open.sub === undefined ? undefined : users.get(open.poolId, open.sub);
  if (open.sub !== undefined && !user) throw notAuthorized('Invalid session for the user.');
  return { pool: directory.pool(open.poolId), client, user, open };
}
