import { z } from 'zod';
import { mfaPreference, setMfaPreference } from '../accounts/mfa-preference';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminSetUserMFAPreference = operation({
  name: 'AdminSetUserMFAPreference',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, ...mfaPreference }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const user = services.users.require(services.directory.pool(input.UserPoolId), input.Username);
    setMfaPreference(services, user, input);
    return {};
  },
});
