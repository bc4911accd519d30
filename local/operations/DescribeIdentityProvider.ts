import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { providerName } from '../settings/provider';
import { providerView } from '../settings/views';

export const DescribeIdentityProvider = operation({
  name: 'DescribeIdentityProvider',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, ProviderName: providerName }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    return { IdentityProvider: providerView(directory.requireProvider(pool.id, input.ProviderName)) };
  },
});
