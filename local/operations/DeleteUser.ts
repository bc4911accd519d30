import { z } from 'zod';
import { deleteUser } from '../accounts/removal';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteUser = operation({
  name: 'DeleteUser',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle(input, services: Needs<'tokens' | 'users' | 'codes' | 'loginSessions'>) {
    const { user } = await services.tokens.check(input.AccessToken);
    deleteUser(services, user);
    return {};
  },
});
