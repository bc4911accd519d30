import { requireSecretHash } from '../client-secret';
import { invalidParameter } from '../errors';
import type { Client } from '../model';
import type { Needs } from '../services';
import { afterPassword } from './after-password';
import type { ChallengeName } from './challenges';
import { required } from './initiate';
import { finishHandshake } from './srp-handshake';
import type { Step } from './step';

type Used = Needs<'directory' | 'users' | 'challenges' | 'keys' | 'lockout' | 'clock'>;

export interface Answer {
  readonly client: Client;
  readonly challenge: ChallengeName;
  readonly responses: Readonly<Record<string, string>>;
  readonly session?: string;
}

/** Takes a person's answer to a challenge. @returns the next challenge, or that the sign-in is complete */
export async function answerChallenge(services: Used, answer: Answer): Promise<Step> {
  const { client, challenge, responses } = answer;
  requireSecretHash(client, responses.SECRET_HASH, required(responses, 'USERNAME'));
  if (challenge === 'PASSWORD_VERIFIER') {
    const user = finishHandshake(services, client, responses);
    return afterPassword(services, { pool: services.directory.pool(client.poolId), client, user });
  }
  throw invalidParameter('The local AWS does not serve this challenge.');
}
