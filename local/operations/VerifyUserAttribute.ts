import { z } from 'zod';
import { verifyAttribute } from '../accounts/change-attributes';
import { code, contact, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

const TRIES_PER_HOUR = 15;

export const VerifyUserAttribute = operation({
  name: 'VerifyUserAttribute',
  access: 'public',
  input: z.object({ AccessToken: token, AttributeName: contact, Code: code }),
  async handle(input, services: Needs<'tokens' | 'users' | 'codes' | 'limits'>) {
    const { pool, user } = await services.tokens.check(input.AccessToken);
    const key = `verify/${pool.id}/${user.sub}/${input.AttributeName}`;
    services.limits.spend(key, TRIES_PER_HOUR);
    verifyAttribute(services, { pool, user, attribute: input.AttributeName, code: input.Code });
    services.limits.forgive(key);
    return {};
  },
});
