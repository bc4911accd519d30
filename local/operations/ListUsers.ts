import { z } from 'zod';
import { indexedValue, parseUserFilter } from '../accounts/user-filter';
import { userType } from '../accounts/user-view';
import { attributeName, poolId } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListUsers = operation({
  name: 'ListUsers',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    AttributesToGet: z.array(attributeName).optional(),
    Limit: paging.limit,
    PaginationToken: paging.token,
    Filter: z.string().max(256).optional(),
  }),
  handle(input, { directory, users }: Needs<'directory' | 'users'>) {
    const pool = directory.pool(input.UserPoolId);
    const filter = input.Filter?.trim() ?? '';
    const matches = filter ? parseUserFilter(filter) : () => true;
    const exact = indexedValue(filter);
    const candidates = exact === undefined ? users.inPool(pool.id) : users.named(pool, exact);
    const { items, next } = page(candidates.filter(matches), input.Limit, input.PaginationToken);
    const wanted = input.AttributesToGet;
    const shown = items
      .map(userType)
      .map((user) =>
        wanted ? { ...user, Attributes: user.Attributes.filter(({ Name }) => wanted.includes(Name)) } : user,
      );
    return { Users: shown, ...(next && { PaginationToken: next }) };
  },
});
