import { z } from 'zod';
import { invalidParameter } from '../errors';
import { domain, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const CreateUserPoolDomain = operation({
  name: 'CreateUserPoolDomain',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    Domain: domain,
    ManagedLoginVersion: z.int().min(1).max(2).default(1),
    CustomDomainConfig: z.unknown().optional(),
  }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    if (pool.domain) throw invalidParameter('User pool already has a domain configured.');
    if (directory.pools.first('domain', input.Domain)) {
      throw invalidParameter('Domain already associated with another user pool.');
    }
    directory.pools.put({ ...pool, domain: input.Domain, modifiedAt: clock.now() });
    return { ManagedLoginVersion: input.ManagedLoginVersion };
  },
});
