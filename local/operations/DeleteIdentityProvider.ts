import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { providerName } from '../settings/provider';

export const DeleteIdentityProvider = operation({
  name: 'DeleteIdentityProvider',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, ProviderName: providerName }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    const { name } = directory.requireProvider(pool.id, input.ProviderName);
    directory.providers.delete(`${pool.id}/${name}`);
    return {};
  },
});
