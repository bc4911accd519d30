import { z } from 'zod';
import { invalidParameter } from '../errors';
import { contact, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

const SENDS_PER_HOUR = 5;

export const GetUserAttributeVerificationCode = operation({
  name: 'GetUserAttributeVerificationCode',
  access: 'public',
  input: z.object({ AccessToken: token, AttributeName: contact, ClientMetadata: z.unknown().optional() }),
  async handle(input, { tokens, codes, limits }: Needs<'tokens' | 'codes' | 'limits'>) {
    const { user } = await tokens.check(input.AccessToken);
    const attribute = input.AttributeName;
    limits.spend(`attribute-code/${user.poolId}/${user.sub}/${attribute}`, SENDS_PER_HOUR);
    const to = user.pendingAttributes[attribute] ?? user.attributes[attribute];
    if (!to) throw invalidParameter(`User does not have ${attribute} attribute`);
    return { CodeDeliveryDetails: codes.send({ user, purpose: 'attribute', attribute, to }) };
  },
});
