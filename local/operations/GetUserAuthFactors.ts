import { z } from 'zod';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { availableFactors } from '../sign-in/first-factor';

export const GetUserAuthFactors = operation({
  name: 'GetUserAuthFactors',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle({ AccessToken }, { tokens }: Needs<'tokens'>) {
    const { pool, user } = await tokens.check(AccessToken);
    const factors = availableFactors(pool, user).filter((factor) => factor !== 'PASSWORD_SRP');
    return {
      Username: user.username,
      ConfiguredUserAuthFactors: factors,
      ...(user.mfa.enabled.length > 0 && { UserMFASettingList: user.mfa.enabled }),
      ...(user.mfa.preferred && { PreferredMfaSetting: user.mfa.preferred }),
    };
  },
});
