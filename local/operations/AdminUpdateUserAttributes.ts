import { z } from 'zod';
import { checkAttributes, requireMutable } from '../accounts/attributes';
import { setAttribute } from '../accounts/change-attributes';
import { requireFreeContact } from '../accounts/contacts';
import { attributeMap, attributes, poolId, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

const CONTACTS = ['email', 'phone_number'];

export const AdminUpdateUserAttributes = operation({
  name: 'AdminUpdateUserAttributes',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    UserAttributes: attributes,
    ClientMetadata: z.unknown().optional(),
  }),
  handle(input, services: Needs<'directory' | 'users'>) {
    const pool = services.directory.pool(input.UserPoolId);
    const user = services.users.require(pool, input.Username);
    const changes = attributeMap(input.UserAttributes);
    requireMutable(pool, Object.keys(changes));
    checkAttributes(pool, changes);
    requireFreeContact(services, pool, changes, user);
    const attributes = { ...user.attributes };
    for (const [name, value] of Object.entries(changes)) {
      // A new address is as yet unverified, unless the same request says otherwise.
      if (CONTACTS.includes(name) && attributes[name] !== value) attributes[`${name}_verified`] = 'false';
      setAttribute(attributes, name, value);
    }
    for (const [name, value] of Object.entries(changes)) {
      if (name.endsWith('_verified')) attributes[name] = value;
    }
    services.users.update(user, { attributes });
    return {};
  },
});
