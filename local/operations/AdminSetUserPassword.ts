import { z } from 'zod';
import { setPassword, setTemporaryPassword } from '../accounts/passwords';
import { password, poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminSetUserPassword = operation({
  name: 'AdminSetUserPassword',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    Password: password,
    Permanent: z.boolean().default(false),
  }),
  handle(input, services: Needs<'directory' | 'users' | 'clock'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    const set = input.Permanent ? setPassword : setTemporaryPassword;
    set(services, { pool, user, password: input.Password });
    return {};
  },
});
