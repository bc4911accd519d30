import { z } from 'zod';
import { notAuthorized } from '../errors';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { postConfirmation } from '../triggers/occasions';

export const AdminConfirmSignUp = operation({
  name: 'AdminConfirmSignUp',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, ClientMetadata: z.unknown().optional() }),
  async handle(input, services: Needs<'directory' | 'users' | 'triggers'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    const confirmed = services.users.update(user, { status: 'CONFIRMED' });
    await postConfirmation(services, { source: 'PostConfirmation_ConfirmSignUp', pool, user: confirmed });
    return {};
  },
});
