import { z } from 'zod';
import { requireSecretHash } from '../client-secret';
import { clientId, metadata, secretHash, username } from '../input';
import type { Client, Pool, User } from '../model';
import type { Needs } from '../services';

/** What a client sends to have a user sent a code, before anyone is signed in. */
export const codeRequest = z.object({
  ClientId: clientId,
  SecretHash: secretHash.optional(),
  Username: username,
  ...metadata,
});

interface Recipient {
  readonly client: Client;
  readonly pool: Pool;
  /** Undefined when nobody has that name, which the client may not be allowed to learn. */
  readonly user: User | undefined;
}

/**
 * Checks who asks for a code, and that this user was not sent too many.
 * @param quota what is counted, and how many an hour
 * @throws ResourceNotFoundException, NotAuthorizedException, LimitExceededException
 */
export function codeRecipient(
  input: z.output<typeof codeRequest>,
  quota: { readonly name: string; readonly perHour: number },
  { directory, users, limits }: Needs<'directory' | 'users' | 'limits'>,
): Recipient {
  const client = directory.client(input.ClientId);
  const pool = directory.pool(client.poolId);
  requireSecretHash(client, input.SecretHash, input.Username);
  limits.spend(`${quota.name}/${pool.id}/${input.Username.toLowerCase()}`, quota.perHour);
  return { client, pool, user: users.find(pool, input.Username) };
}
