import { z } from 'zod';
import { CognitoError } from '../errors';
import { groupName, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { groupMembers } from '../settings/group';
import { groupView } from '../settings/views';

export const CreateGroup = operation({
  name: 'CreateGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, GroupName: groupName, ...groupMembers }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    if (directory.groups.get(`${pool.id}/${input.GroupName}`)) {
      throw new CognitoError('GroupExistsException', 'A group with the name already exists.');
    }
    const now = clock.now();
    const group = directory.groups.put({
      poolId: pool.id,
      name: input.GroupName,
      description: input.Description,
      roleArn: input.RoleArn,
      precedence: input.Precedence,
      createdAt: now,
      modifiedAt: now,
    });
    return { Group: groupView(group) };
  },
});
