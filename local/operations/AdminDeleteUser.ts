import { z } from 'zod';
import { deleteUser } from '../accounts/removal';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminDeleteUser = operation({
  name: 'AdminDeleteUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username }),
  handle(input, services: Needs<'directory' | 'users' | 'codes' | 'loginSessions'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    deleteUser(services, user);
    return {};
  },
});
