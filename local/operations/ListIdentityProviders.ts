import { z } from 'zod';
import { seconds } from '../clock';
import { poolId } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListIdentityProviders = operation({
  name: 'ListIdentityProviders',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, MaxResults: paging.limit, NextToken: paging.token }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    const { items, next } = page(directory.providers.by('pool', pool.id), input.MaxResults, input.NextToken);
    const shown = items.map((provider) => ({
      ProviderName: provider.name,
      ProviderType: provider.type,
      LastModifiedDate: seconds(provider.modifiedAt),
      CreationDate: seconds(provider.createdAt),
    }));
    return { Providers: shown, ...(next && { NextToken: next }) };
  },
});
