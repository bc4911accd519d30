import 'server-only';
import { EmbeddedStore } from './embedded';
import { openStandalone } from './node-redis';
import type { Store, StoreHooks } from './port';
import { ScriptedStore } from './scripted-store';
import type { StoreConfig } from './store-config';

/**
 * Opens the configured store. Connecting goes on in the background: until it succeeds, and whenever the connection is
 * lost, methods reject with `store_unavailable`.
 */
export function openStore(config: StoreConfig, hooks: StoreHooks = {}): Store {
  switch (config.kind) {
    case 'embedded':
      return new EmbeddedStore(hooks);
    case 'standalone':
      return new ScriptedStore(openStandalone(config, hooks), hooks);
    default:
      throw new Error(`stores of kind ${config.kind} cannot be opened yet`);
  }
}
