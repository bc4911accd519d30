import { z } from 'zod';
import { seconds } from '../clock';
import { token } from '../input';
import { operation } from '../operation';
import { page, paging } from '../paging';
import type { Needs } from '../services';

export const ListWebAuthnCredentials = operation({
  name: 'ListWebAuthnCredentials',
  access: 'public',
  input: z.object({
    AccessToken: token,
    NextToken: paging.token,
    MaxResults: z.int().min(0).max(20).default(20),
  }),
  async handle({ AccessToken, NextToken, MaxResults }, { tokens }: Needs<'tokens'>) {
    const { user } = await tokens.check(AccessToken);
    const { items, next } = page(user.passkeys, MaxResults || 20, NextToken);
    return {
      Credentials: items.map((passkey) => ({
        CredentialId: passkey.id,
        FriendlyCredentialName: passkey.friendlyName,
        RelyingPartyId: passkey.relyingPartyId,
        ...(passkey.attachment && { AuthenticatorAttachment: passkey.attachment }),
        AuthenticatorTransports: passkey.transports,
        CreatedAt: seconds(passkey.createdAt),
      })),
      ...(next && { NextToken: next }),
    };
  },
});
