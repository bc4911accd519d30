import { z } from 'zod';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminUserGlobalSignOut = operation({
  name: 'AdminUserGlobalSignOut',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username }),
  handle(input, services: Needs<'directory' | 'users' | 'tokens'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    services.tokens.revokeAllOf(user);
    return {};
  },
});
