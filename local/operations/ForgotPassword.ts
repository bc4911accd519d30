import { z } from 'zod';
import { recoveryContact } from '../accounts/contacts';
import { requireSecretHash } from '../client-secret';
import { simulatedDelivery } from '../codes';
import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import { clientId, metadata, secretHash, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

const SENDS_PER_HOUR = 20;
/** Users whose password is another's to give: an administrator's, or another provider's. */
const NO_OWN_PASSWORD = new Set(['FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER']);

export const ForgotPassword = operation({
  name: 'ForgotPassword',
  access: 'public',
  input: z.object({ ClientId: clientId, SecretHash: secretHash.optional(), Username: username, ...metadata }),
  handle(input, { directory, users, codes, limits }: Needs<'directory' | 'users' | 'codes' | 'limits'>) {
    const client = directory.client(input.ClientId);
    const pool = directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    limits.spend(`forgot/${pool.id}/${input.Username.toLowerCase()}`, SENDS_PER_HOUR);
    const user = users.find(pool, input.Username);
    const contact = user && recoveryContact(pool, user);
    if (user?.enabled && contact && !NO_OWN_PASSWORD.has(user.status)) {
      return { CodeDeliveryDetails: codes.send({ user, purpose: 'forgot-password', attribute: contact }) };
    }
    if (user && NO_OWN_PASSWORD.has(user.status)) {
      throw notAuthorized('User password cannot be reset in the current state.');
    }
    if (client.settings.PreventUserExistenceErrors === 'ENABLED') {
      return { CodeDeliveryDetails: simulatedDelivery(input.Username) };
    }
    if (!user) throw new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
    if (!user.enabled) throw notAuthorized('User is disabled.');
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    );
  },
});
