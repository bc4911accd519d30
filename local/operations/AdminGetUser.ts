import { z } from 'zod';
import { adminView } from '../accounts/user-view';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminGetUser = operation({
  name: 'AdminGetUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    return adminView(user);
  },
});
