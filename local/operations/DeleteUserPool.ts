import { z } from 'zod';
import { deleteUser } from '../accounts/removal';
import { invalidParameter } from '../errors';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';

export const DeleteUserPool = operation({
  name: 'DeleteUserPool',
  access: 'signed',
  input: z.object({ UserPoolId: poolId }),
  handle(input, services: Needs<'directory' | 'users' | 'codes' | 'loginSessions'>) {
    const { directory, users } = services;
    const pool = directory.pool(input.UserPoolId);
    if (pool.settings.DeletionProtection === 'ACTIVE') {
      throw invalidParameter('The user pool cannot be deleted because deletion protection is activated.');
    }
    if (pool.domain)
      throw invalidParameter(
        'User pool cannot be deleted. It has a domain configured that should be deleted first.',
      );
    for (const user of users.inPool(pool.id)) deleteUser(services, user);
    for (const client of directory.clients.by('pool', pool.id)) directory.clients.delete(client.id);
    for (const provider of directory.providers.by('pool', pool.id))
      directory.providers.delete(`${pool.id}/${provider.name}`);
    for (const group of directory.groups.by('pool', pool.id))
      directory.groups.delete(`${pool.id}/${group.name}`);
    directory.pools.delete(pool.id);
    return {};
  },
});
