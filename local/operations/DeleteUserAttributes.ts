import { z } from 'zod';
import { requireDeletable, requireWritable } from '../accounts/attributes';
import { setAttribute } from '../accounts/change-attributes';
import { attributeName, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteUserAttributes = operation({
  name: 'DeleteUserAttributes',
  access: 'public',
  input: z.object({ AccessToken: token, UserAttributeNames: z.array(attributeName).max(32) }),
  async handle(input, { tokens, users }: Needs<'tokens' | 'users'>) {
    const { pool, client, user } = await tokens.check(input.AccessToken);
    requireWritable(client, input.UserAttributeNames);
    requireDeletable(pool, input.UserAttributeNames);
    const attributes = { ...user.attributes };
    for (const name of input.UserAttributeNames) setAttribute(attributes, name, '');
    users.update(user, { attributes });
    return {};
  },
});
