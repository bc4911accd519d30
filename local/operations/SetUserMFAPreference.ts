import { z } from 'zod';
import { mfaPreference, setMfaPreference } from '../accounts/mfa-preference';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const SetUserMFAPreference = operation({
  name: 'SetUserMFAPreference',
  access: 'public',
  input: z.object({ AccessToken: token, ...mfaPreference }),
  async handle(input, services: Needs<'tokens' | 'users'>) {
    const { user } = await services.tokens.check(input.AccessToken);
    setMfaPreference(services, user, input);
    return {};
  },
});
