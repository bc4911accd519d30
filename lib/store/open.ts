import 'server-only';
import type { StoreConfig, StoreHooks } from './config';
import { clusterClient, sentinelClient, standaloneClient } from './drivers/connection';
import type { RedisDriver } from './drivers/driver';
import { NodeRedisDriver } from './drivers/node-redis';
import { openUpstash } from './drivers/upstash';
import { memoryStore } from './memory/memory-store';
import type { Store } from './port';
import { redisStore } from './redis/redis-store';
import { DEFAULT_MAX_STALENESS_MS } from './schema';

/**
 * Opens the configured store. Connecting goes on in the background: until it succeeds, and whenever the connection is
 * lost, methods reject with `store_unavailable`.
 */
export function openStore(config: StoreConfig, hooks: StoreHooks = {}): Store {
  if (config.kind === 'embedded') return memoryStore(hooks);
  const { maxStalenessMs = DEFAULT_MAX_STALENESS_MS } = { ...hooks, ...config };
  const settled = { ...hooks, maxStalenessMs };
  return redisStore(openDriver(config, settled), settled);
}

function openDriver(config: Exclude<StoreConfig, { kind: 'embedded' }>, hooks: StoreHooks): RedisDriver {
  switch (config.kind) {
    case 'standalone':
      return new NodeRedisDriver(config.kind, (listener) => standaloneClient(config, hooks, listener), hooks);
    case 'sentinel':
      return new NodeRedisDriver(config.kind, (listener) => sentinelClient(config, hooks, listener), hooks);
    case 'cluster':
      return new NodeRedisDriver(config.kind, (listener) => clusterClient(config, hooks, listener), hooks);
    case 'upstash':
      return openUpstash(config, hooks);
  }
}
