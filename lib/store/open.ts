import 'server-only';
import type { RedisDriver } from './driver';
import { EmbeddedStore } from './embedded';
import { DEFAULT_MAX_STALENESS_MS } from './limits';
import { clusterClient, sentinelClient, standaloneClient } from './node-redis';
import { NodeRedisDriver } from './node-redis-driver';
import type { Store, StoreHooks } from './port';
import { ScriptedStore } from './scripted-store';
import type { StoreConfig } from './store-config';
import { openUpstash } from './upstash';

/**
 * Opens the configured store. Connecting goes on in the background: until it succeeds, and whenever the connection is
 * lost, methods reject with `store_unavailable`.
 */
export function openStore(config: StoreConfig, hooks: StoreHooks = {}): Store {
  if (config.kind === 'embedded') return new EmbeddedStore(hooks);
  const { maxStalenessMs = DEFAULT_MAX_STALENESS_MS } = { ...hooks, ...config };
  const settled = { ...hooks, maxStalenessMs };
  return new ScriptedStore(openDriver(config, settled), settled);
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
