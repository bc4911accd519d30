import { z } from 'zod';
import { domain } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DescribeUserPoolDomain = operation({
  name: 'DescribeUserPoolDomain',
  access: 'signed',
  input: z.object({ Domain: domain }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pools.first('domain', input.Domain);
    // An unknown domain is answered with an empty description, not refused (API reference).
    if (!pool) return { DomainDescription: {} };
    return {
      DomainDescription: {
        UserPoolId: pool.id,
        Domain: input.Domain,
        Status: 'ACTIVE',
        ManagedLoginVersion: 2,
      },
    };
  },
});
