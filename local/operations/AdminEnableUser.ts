import { z } from 'zod';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminEnableUser = operation({
  name: 'AdminEnableUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    services.users.update(user, { enabled: true });
    return {};
  },
});
