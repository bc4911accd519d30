import { notFound } from './errors';
import type { Client, Group, IdentityPool, IdentityProvider, Pool } from './model';
import type { Store } from './state/store';

function directoryTables(store: Store) {
  const pools = store.table<Pool, 'domain'>('pools', {
    key: (pool) => pool.id,
    indexes: { domain: (pool) => (pool.domain ? [pool.domain] : []) },
  });
  const clients = store.table<Client, 'pool'>('clients', {
    key: (client) => client.id,
    indexes: { pool: (client) => [client.poolId] },
  });
  const providers = store.table<IdentityProvider, 'pool'>('providers', {
    key: (provider) => `${provider.poolId}/${provider.name}`,
    indexes: { pool: (provider) => [provider.poolId] },
  });
  const groups = store.table<Group, 'pool'>('groups', {
    key: (group) => `${group.poolId}/${group.name}`,
    indexes: { pool: (group) => [group.poolId] },
  });
  const identityPools = store.table<IdentityPool>('identityPools', { key: (pool) => pool.id });
  return { pools, clients, providers, groups, identityPools };
}

/** Pools, their clients, providers and groups: what CloudFormation or an administrator made. */
export function createDirectory(store: Store) {
  const tables = directoryTables(store);
  const { pools, clients, groups, providers } = tables;

  return {
    ...tables,

    /** @throws ResourceNotFoundException */
    pool(id: string): Pool {
      return pools.get(id) ?? missing(`User pool ${id} does not exist.`);
    },

    /** @throws ResourceNotFoundException */
    client(id: string): Client {
      return clients.get(id) ?? missing(`User pool client ${id} does not exist.`);
    },

    /** @throws ResourceNotFoundException also when the client is another pool's. */
    clientOf(poolId: string, id: string): Client {
      const client = clients.get(id);
      if (client?.poolId !== poolId) throw notFound(`User pool client ${id} does not exist.`);
      return client;
    },

    /** @throws ResourceNotFoundException */
    group(poolId: string, name: string): Group {
      return groups.get(`${poolId}/${name}`) ?? missing('Group not found.');
    },

    provider(poolId: string, name: string): IdentityProvider | undefined {
      return providers.get(`${poolId}/${name}`);
    },

    /** @throws ResourceNotFoundException */
    requireProvider(poolId: string, name: string): IdentityProvider {
      return providers.get(`${poolId}/${name}`) ?? missing(`Identity provider ${name} does not exist.`);
    },

    /** The pool that this managed-login host belongs to, by its full name or its prefix. */
    poolOfDomain(host: string): Pool | undefined {
      return pools.first('domain', host.split('.')[0] ?? '');
    },
  };
}

function missing(message: string): never {
  throw notFound(message);
}

export type Directory = ReturnType<typeof createDirectory>;
