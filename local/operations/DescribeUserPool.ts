import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { poolView } from '../settings/views';
import { poolArn } from '../urls';

export const DescribeUserPool = operation({
  name: 'DescribeUserPool',
  access: 'signed',
  input: z.object({ UserPoolId: poolId }),
  handle(input, { directory, users }: Needs<'directory' | 'users'>) {
    const pool = directory.pool(input.UserPoolId);
    return { UserPool: poolView(pool, poolArn(pool.id), users.inPool(pool.id).length) };
  },
});
