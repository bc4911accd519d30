import { z } from 'zod';
import { clientId, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteUserPoolClient = operation({
  name: 'DeleteUserPoolClient',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, ClientId: clientId }),
  handle(input, { directory }: Needs<'directory'>) {
    const pool = directory.pool(input.UserPoolId);
    directory.clients.delete(directory.clientOf(pool.id, input.ClientId).id);
    return {};
  },
});
