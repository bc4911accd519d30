import { z } from 'zod';
import { notFound } from '../errors';
import { token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteWebAuthnCredential = operation({
  name: 'DeleteWebAuthnCredential',
  access: 'public',
  input: z.object({ AccessToken: token, CredentialId: z.string().min(1).max(2048) }),
  async handle({ AccessToken, CredentialId }, { tokens, users }: Needs<'tokens' | 'users'>) {
    const { user } = await tokens.check(AccessToken);
    const passkeys = user.passkeys.filter(({ id }) => id !== CredentialId);
    if (passkeys.length === user.passkeys.length) throw notFound('The credential does not exist.');
    users.update(user, { passkeys });
    return {};
  },
});
