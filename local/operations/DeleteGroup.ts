import { z } from 'zod';
import { groupName, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteGroup = operation({
  name: 'DeleteGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, GroupName: groupName }),
  handle(input, { directory, users }: Needs<'directory' | 'users'>) {
    const pool = directory.pool(input.UserPoolId);
    const { name } = directory.group(pool.id, input.GroupName);
    for (const user of users.inGroup(pool.id, name)) {
      users.update(user, { groups: user.groups.filter((group) => group !== name) });
    }
    directory.groups.delete(`${pool.id}/${name}`);
    return {};
  },
});
