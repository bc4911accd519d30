import { z } from 'zod';
import { groupName, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { groupView } from '../settings/views';

export const GetGroup = operation({
  name: 'GetGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, GroupName: groupName }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    return { Group: groupView(directory.group(pool.id, input.GroupName)) };
  },
});
