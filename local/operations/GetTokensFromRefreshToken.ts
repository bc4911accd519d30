import { z } from 'zod';
import { requireClientSecret } from '../client-secret';
import { clientId, token } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { tokenResult } from '../sign-in/result';

export const GetTokensFromRefreshToken = operation({
  name: 'GetTokensFromRefreshToken',
  access: 'public',
  input: z.object({
    RefreshToken: token,
    ClientId: clientId,
    ClientSecret: z.string().min(1).max(64).optional(),
    DeviceKey: z.string().optional(),
    ClientMetadata: z.unknown().optional(),
  }),
  async handle(input, { directory, tokens }: Needs<'directory' | 'tokens'>) {
    const client = directory.client(input.ClientId);
    requireClientSecret(client, input.ClientSecret, 'NotAuthorizedException');
    return tokenResult(await tokens.refresh(input.RefreshToken, client));
  },
});
