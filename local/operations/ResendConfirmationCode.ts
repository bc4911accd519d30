import { z } from 'zod';
import { contactToVerify } from '../accounts/contacts';
import { requireSecretHash } from '../client-secret';
import { simulatedDelivery } from '../codes';
import { invalidParameter, userNotFound } from '../errors';
import { clientId, metadata, secretHash, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

const SENDS_PER_HOUR = 5;

export const ResendConfirmationCode = operation({
  name: 'ResendConfirmationCode',
  access: 'public',
  input: z.object({ ClientId: clientId, SecretHash: secretHash.optional(), Username: username, ...metadata }),
  handle(input, { directory, users, codes, limits }: Needs<'directory' | 'users' | 'codes' | 'limits'>) {
    const client = directory.client(input.ClientId);
    const pool = directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    limits.spend(`resend/${pool.id}/${input.Username.toLowerCase()}`, SENDS_PER_HOUR);
    const user = users.find(pool, input.Username);
    if (!user?.enabled) {
      if (!user && client.settings.PreventUserExistenceErrors === 'LEGACY') throw userNotFound();
      return { CodeDeliveryDetails: simulatedDelivery(input.Username) };
    }
    if (user.status !== 'UNCONFIRMED') throw invalidParameter('User is already confirmed.');
    const contact = contactToVerify(pool, user.attributes);
    if (!contact) throw invalidParameter('Auto verification not turned on.');
    return { CodeDeliveryDetails: codes.send({ user, purpose: 'sign-up', attribute: contact }) };
  },
});
