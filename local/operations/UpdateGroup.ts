import { z } from 'zod';
import { groupName, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { groupMembers } from '../settings/group';
import { groupView } from '../settings/views';

export const UpdateGroup = operation({
  name: 'UpdateGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, GroupName: groupName, ...groupMembers }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    const group = directory.group(pool.id, input.GroupName);
    const changed = directory.groups.put({
      ...group,
      description: input.Description ?? group.description,
      roleArn: input.RoleArn ?? group.roleArn,
      precedence: input.Precedence ?? group.precedence,
      modifiedAt: clock.now(),
    });
    return { Group: groupView(changed) };
  },
});
