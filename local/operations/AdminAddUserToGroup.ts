import { z } from 'zod';
import { groupName, poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminAddUserToGroup = operation({
  name: 'AdminAddUserToGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, GroupName: groupName }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    const { name } = services.directory.group(pool.id, input.GroupName);
    if (!user.groups.includes(name)) services.users.update(user, { groups: [...user.groups, name] });
    return {};
  },
});
