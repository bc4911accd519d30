import { z } from 'zod';
import { attributesOf } from '../accounts/user-view';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const GetUser = operation({
  name: 'GetUser',
  access: 'public',
  input: z.object({ AccessToken: token }),
  async handle(input, { tokens }: Needs<'tokens'>) {
    const { user, client } = await tokens.check(input.AccessToken);
    const readable = client.settings.ReadAttributes;
    const attributes = attributesOf(user).filter(
      ({ Name }) => Name === 'sub' || Name === 'identities' || !readable || readable.includes(Name),
    );
    const { enabled, preferred } = user.mfa;
    return {
      Username: user.username,
      UserAttributes: attributes,
      ...(enabled.length > 0 && { UserMFASettingList: enabled }),
      ...(preferred && { PreferredMfaSetting: preferred }),
    };
  },
});
