import { z } from 'zod';
import { notAuthorized } from '../errors';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminConfirmSignUp = operation({
  name: 'AdminConfirmSignUp',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, ClientMetadata: z.unknown().optional() }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    if (user.status !== 'UNCONFIRMED') {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    services.users.update(user, { status: 'CONFIRMED' });
    return {};
  },
});
