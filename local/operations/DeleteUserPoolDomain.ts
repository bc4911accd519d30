import { z } from 'zod';
import { invalidParameter } from '../errors';
import { domain, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteUserPoolDomain = operation({
  name: 'DeleteUserPoolDomain',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Domain: domain }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    if (pool.domain !== input.Domain) throw invalidParameter('No such domain or user pool exists.');
    directory.pools.put({ ...pool, domain: undefined, modifiedAt: clock.now() });
    return {};
  },
});
