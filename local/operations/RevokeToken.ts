import { z } from 'zod';
import { requireClientSecret } from '../client-secret';
import { CognitoError } from '../errors';
import { clientId, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const RevokeToken = operation({
  name: 'RevokeToken',
  access: 'public',
  input: z.object({
    Token: token,
    ClientId: clientId,
    ClientSecret: z.string().min(1).max(64).optional(),
  }),
  handle(input, { directory, tokens }: Needs<'directory' | 'tokens'>) {
    const client = directory.client(input.ClientId);
    requireClientSecret(client, input.ClientSecret, 'UnauthorizedException');
    if (!client.settings.EnableTokenRevocation) {
      throw new CognitoError(
        'UnsupportedOperationException',
        'Token revocation is not enabled for this client.',
      );
    }
    tokens.revoke(input.Token, client);
    return {};
  },
});
