import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { mfaView } from '../settings/views';

export const GetUserPoolMfaConfig = operation({
  name: 'GetUserPoolMfaConfig',
  access: 'signed',
  input: z.object({ UserPoolId: poolId }),
  handle: (input, { directory }: Needs<'directory'>) => mfaView(directory.pool(input.UserPoolId)),
});
