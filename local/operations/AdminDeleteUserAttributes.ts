import { z } from 'zod';
import { requireDeletable } from '../accounts/attributes';
import { setAttribute } from '../accounts/change-attributes';
import { attributeName, poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const AdminDeleteUserAttributes = operation({
  name: 'AdminDeleteUserAttributes',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, Username: username, UserAttributeNames: z.array(attributeName) }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    requireDeletable(pool, input.UserAttributeNames);
    const attributes = { ...user.attributes };
    for (const name of input.UserAttributeNames) setAttribute(attributes, name, '');
    services.users.update(user, { attributes });
    return {};
  },
});
