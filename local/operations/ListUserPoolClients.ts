import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListUserPoolClients = operation({
  name: 'ListUserPoolClients',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, MaxResults: paging.limit, NextToken: paging.token }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    const { items, next } = page(directory.clients.by('pool', pool.id), input.MaxResults, input.NextToken);
    const shown = items.map((client) => ({
      ClientId: client.id,
      UserPoolId: client.poolId,
      ClientName: client.settings.ClientName,
    }));
    return { UserPoolClients: shown, ...(next && { NextToken: next }) };
  },
});
