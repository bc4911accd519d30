import { z } from 'zod';
import { recoveryContact } from '../accounts/contacts';
import { CognitoError, invalidParameter } from '../errors';
import { poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminResetUserPassword = operation({
  name: 'AdminResetUserPassword',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, ClientMetadata: z.unknown().optional() }),
  handle(input, services: Needs<'directory' | 'users' | 'codes'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER') {
      throw new CognitoError('NotAuthorizedException', 'User password cannot be reset in the current state.');
    }
    const attribute = recoveryContact(pool, user);
    if (!attribute) {
      throw invalidParameter(
        'Cannot reset password for the user as there is no registered/verified email or phone_number',
      );
    }
    services.codes.send({ user, purpose: 'forgot-password', attribute });
    services.users.update(user, { status: 'RESET_REQUIRED' });
    return {};
  },
});
