import { requireSecretHash } from '../client-secret';
import { notAuthorized } from '../errors';
import type { Client } from '../model';
import type { Needs } from '../services';
import { afterPassword } from './after-password';
import { ANSWERS } from './answers';
import type { ChallengeName, OpenChallenge } from './challenges';
import { required } from './parameters';
import { requireSameSignIn, withSession } from './sessions';
import { finishHandshake } from './srp-handshake';
import type { Step } from './step';

export type AnswerServices = Needs<
  'directory' | 'users' | 'challenges' | 'keys' | 'lockout' | 'clock' | 'codes' | 'limits'
>;

export interface Answer {
  readonly client: Client;
  readonly challenge: ChallengeName;
  readonly responses: Readonly<Record<string, string>>;
  readonly session?: string;
}

/**
 * Takes a person's answer to a challenge.
 * @returns the next challenge, or that the sign-in is complete.
 * @throws CodeMismatchException, NotAuthorizedException and others; the session then still works
 */
export async function answerChallenge(services: AnswerServices, answer: Answer): Promise<Step> {
  const { client, challenge, responses, session } = answer;
  const username = required(responses, 'USERNAME');
  requireSecretHash(client, responses.SECRET_HASH, username);
  if (challenge === 'PASSWORD_VERIFIER') return verifyPassword(services, answer);
  return withSession(services, session, (open) => {
    requireSameSignIn(services, open, { client, name: challenge, username });
    return ANSWERS[challenge](services, signInOf(services, open, client), responses);
  });
}

/** SRP needs no session: the secret block says whose handshake it is. */
function verifyPassword(services: AnswerServices, { client, responses }: Answer): Step {
  const user = finishHandshake(services, client, responses);
  return afterPassword(services, { pool: services.directory.pool(client.poolId), client, user });
}

function signInOf({ directory, users }: AnswerServices, open: OpenChallenge, client: Client) {
  const user = open.sub === undefined ? undefined : users.get(open.poolId, open.sub);
  if (open.sub !== undefined && !user) throw notAuthorized('Invalid session for the user.');
  return { pool: directory.pool(open.poolId), client, user, open };
}
