import { z } from 'zod';
import { poolId, username } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';
import { groupView } from '../settings/views';

export const AdminListGroupsForUser = operation({
  name: 'AdminListGroupsForUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, Limit: paging.limit, NextToken: paging.token }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    const groups = user.groups.flatMap((name) => services.directory.groups.get(`${pool.id}/${name}`) ?? []);
    const { items, next } = page(groups, input.Limit, input.NextToken);
    return { Groups: items.map(groupView), ...(next && { NextToken: next }) };
  },
});
