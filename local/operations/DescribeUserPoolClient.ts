import { z } from 'zod';
import { clientId, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { clientView } from '../settings/views';

export const DescribeUserPoolClient = operation({
  name: 'DescribeUserPoolClient',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, ClientId: clientId }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    return { UserPoolClient: clientView(directory.clientOf(pool.id, input.ClientId)) };
  },
});
