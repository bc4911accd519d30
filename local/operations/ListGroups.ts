import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';
import { groupView } from '../settings/views';

export const ListGroups = operation({
  name: 'ListGroups',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Limit: paging.limit, NextToken: paging.token }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    const { items, next } = page(directory.groups.by('pool', pool.id), input.Limit, input.NextToken);
    return { Groups: items.map(groupView), ...(next && { NextToken: next }) };
  },
});
