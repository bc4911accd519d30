import { z } from 'zod';
import { setPassword } from '../accounts/passwords';
import { incorrectCredentials } from '../errors';
import { password, token } from '../input';
import { operation } from '../operation';
import { matches } from '../password-verifier';
import type { Needs } from '../services';

const TRIES_PER_HOUR = 5;

export const ChangePassword = operation({
  name: 'ChangePassword',
  access: 'public',
  input: z.object({ AccessToken: token, PreviousPassword: password.optional(), ProposedPassword: password }),
  async handle(input, services: Needs<'tokens' | 'users' | 'limits'>) {
    const { pool, user } = await services.tokens.check(input.AccessToken);
    services.limits.spend(`change-password/${pool.id}/${user.sub}`, TRIES_PER_HOUR);
    // Who signed in without a password may set their first one without a previous one.
    const proven = user.password
      ? matches(user, input.PreviousPassword ?? '')
      : input.PreviousPassword === undefined;
    if (!proven) throw incorrectCredentials();
    setPassword(services, { pool, user, password: input.ProposedPassword });
    return {};
  },
});
