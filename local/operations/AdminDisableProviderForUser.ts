import { z } from 'zod';
import { invalidParameter, userNotFound } from '../errors';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { providerUser } from '../settings/provider';

export const AdminDisableProviderForUser = operation({
  name: 'AdminDisableProviderForUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, User: providerUser }),
  handle(input, { directory, users, tokens }: Needs<'directory' | 'users' | 'tokens'>) {
    const pool = directory.pool(input.UserPoolId);
    const { ProviderName: provider = '', ProviderAttributeValue: userId = '' } = input.User;
    if (provider === 'Cognito') throw invalidParameter('Native users cannot be disabled this way.');
    directory.requireProvider(pool.id, provider);
    const user = users.byIdentity(pool.id, provider, userId);
    if (!user) throw userNotFound();
    const identities = user.identities.filter(
      (one) => one.providerName !== provider || one.userId !== userId,
    );
    users.update(user, { identities });
    // The session that came through that provider must not outlive the link.
    tokens.revokeAllOf(user);
    return {};
  },
});
