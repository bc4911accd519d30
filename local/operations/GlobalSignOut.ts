import { z } from 'zod';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const GlobalSignOut = operation({
  name: 'GlobalSignOut',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle(input, { tokens }: Needs<'tokens'>) {
    const { user } = await tokens.check(input.AccessToken);
    tokens.revokeAllOf(user);
    return {};
  },
});
