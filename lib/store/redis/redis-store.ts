import type { StoreHooks } from '../config';
import type { RedisDriver } from '../drivers/driver';
import type { Store } from '../port';
import { RedisAppData } from './app-data';
import { RedisBudgets } from './budgets';
import { RedisCommands } from './commands';
import { RedisNames } from './names';
import { RedisOneTimeValues } from './one-time-values';
import { RedisRefreshLocks } from './refresh-locks';
import { RedisRevocations } from './revocations';
import { RedisSecurityLog } from './security-log';
import { RedisSessions } from './sessions';

/** The store on any Redis that runs Lua: what differs between kinds of Redis is in the driver. */
export function redisStore(driver: RedisDriver, hooks: StoreHooks): Store {
  const redis = new RedisCommands(driver, hooks);
  return {
    kind: driver.kind,
    sessions: new RedisSessions(redis),
    refreshLocks: new RedisRefreshLocks(redis),
    appData: new RedisAppData(redis),
    revocations: new RedisRevocations(redis),
    securityLog: new RedisSecurityLog(redis),
    names: new RedisNames(redis),
    oneTimeValues: new RedisOneTimeValues(redis),
    budgets: new RedisBudgets(redis),
    now: () => redis.now(),
    ping: () => redis.ping(),
    close: () => driver.close(),
  };
}
