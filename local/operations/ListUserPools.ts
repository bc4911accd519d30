import { z } from 'zod';
import { seconds } from '../clock';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListUserPools = operation({
  name: 'ListUserPools',
  access: 'signed',
  input: z.object({ MaxResults: z.int().min(1).max(60), NextToken: paging.token }),
  handle(input, { directory }: Needs<'directory'>) {
    const { items, next } = page([...directory.pools.values()], input.MaxResults, input.NextToken);
    return {
      UserPools: items.map((pool) => ({
        Id: pool.id,
        Name: pool.settings.PoolName,
        LambdaConfig: pool.settings.LambdaConfig,
        LastModifiedDate: seconds(pool.modifiedAt),
        CreationDate: seconds(pool.createdAt),
      })),
      ...(next && { NextToken: next }),
    };
  },
});
