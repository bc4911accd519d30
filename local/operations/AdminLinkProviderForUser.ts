import { z } from 'zod';
import { deleteUser } from '../accounts/removal';
import { invalidParameter, userNotFound } from '../errors';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { providerUser } from '../settings/provider';

/** Cognito links up to five identities to one user. */
const MOST_LINKS = 5;

export const AdminLinkProviderForUser = operation({
  name: 'AdminLinkProviderForUser',
  access: 'signed',
  input: z.object({ UserPoolId: poolId, DestinationUser: providerUser, SourceUser: providerUser }),
  handle(input, services: Needs<'directory' | 'users' | 'clock' | 'codes' | 'loginSessions'>) {
    const { directory, users, clock } = services;
    const pool = directory.pool(input.UserPoolId);
    const { DestinationUser: to, SourceUser: from } = input;
    const user =
      to.ProviderName === undefined || to.ProviderName === 'Cognito'
        ? users.find(pool, to.ProviderAttributeValue ?? '')
        : users.byIdentity(pool.id, to.ProviderName, to.ProviderAttributeValue ?? '');
    if (!user) throw userNotFound();
    const provider = directory.requireProvider(pool.id, from.ProviderName ?? '');
    const userId = from.ProviderAttributeValue;
    if (!userId) throw invalidParameter('SourceUser.ProviderAttributeValue is required.');
    const present = users.byIdentity(pool.id, provider.name, userId);
    if (present?.sub === user.sub) throw invalidParameter('SourceUser is already linked to DestinationUser');
    if (user.identities.length >= MOST_LINKS)
      throw invalidParameter('The user has too many linked identities.');
    // Somebody who signed in through the provider before is an account of its own; the link takes its place.
    if (present) deleteUser(services, present);
    const link = {
      providerName: provider.name,
      providerType: provider.type,
      userId,
      primary: false,
      linkedAt: clock.now(),
    };
    users.update(user, { identities: [...user.identities, link] });
    return {};
  },
});
