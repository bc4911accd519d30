import { z } from 'zod';
import { checkAttributes, requireMutable, requireWritable } from '../accounts/attributes';
import { changeAttributes } from '../accounts/change-attributes';
import { attributeMap, attributes, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const UpdateUserAttributes = operation({
  name: 'UpdateUserAttributes',
  access: 'public',
  input: z.object({ AccessToken: token, UserAttributes: attributes, ClientMetadata: z.unknown().optional() }),
  async handle(input, services: Needs<'tokens' | 'users' | 'codes'>) {
    const { pool, client, user } = await services.tokens.check(input.AccessToken);
    const changes = attributeMap(input.UserAttributes);
    requireWritable(client, Object.keys(changes));
    requireMutable(pool, Object.keys(changes));
    checkAttributes(pool, changes);
    return { CodeDeliveryDetailsList: changeAttributes(services, { pool, user, attributes: changes }) };
  },
});
