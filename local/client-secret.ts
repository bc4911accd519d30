import { createHmac } from 'node:crypto';
import { CognitoError, notAuthorized } from './errors';
import type { Client } from './model';
import { signatureFits } from './srp';

/** SECRET_HASH: proof that the caller knows the client's secret, bound to the user it speaks of. */
export const computeSecretHash = (client: Client, username: string) =>
  createHmac('sha256', client.secret ?? '')
    .update(username + client.id)
    .digest('base64');

/**
 * @param usernames spellings that the hash may be over: normally the one sent.
 * @throws NotAuthorizedException when the client has a secret and the hash is missing or wrong.
 */
export function requireSecretHash(client: Client, hash: string | undefined, ...usernames: string[]): void {
  if (client.secret === undefined) return;
  if (hash === undefined) {
    throw notAuthorized(`Client ${client.id} is configured with secret but SECRET_HASH was not received`);
  }
  if (!usernames.some((name) => signatureFits(computeSecretHash(client, name), hash))) {
    throw notAuthorized(`Unable to verify secret hash for client ${client.id}`);
  }
}

/**
 * For the two operations that take the secret itself.
 * @param refusal the error's type, which differs between them.
 */
export function requireClientSecret(client: Client, given: string | undefined, refusal: string): void {
  if (client.secret === undefined || (given !== undefined && signatureFits(client.secret, given))) return;
  throw new CognitoError(refusal, `Unable to verify secret for client ${client.id}`);
}
