import { z } from 'zod';
import { userType } from '../accounts/user-view';
import { groupName, poolId } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListUsersInGroup = operation({
  name: 'ListUsersInGroup',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, GroupName: groupName, Limit: paging.limit, NextToken: paging.token }),
  handle(input, { directory, users }: Needs<'directory' | 'users'>) {
    const { name } = directory.group(directory.pool(input.UserPoolId).id, input.GroupName);
    const { items, next } = page(users.inGroup(input.UserPoolId, name), input.Limit, input.NextToken);
    return { Users: items.map(userType), ...(next && { NextToken: next }) };
  },
});
