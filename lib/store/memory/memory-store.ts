import type { StoreHooks } from '../config';
import type { Store } from '../port';
import { MemoryAppData } from './app-data';
import { MemoryBudgets } from './budgets';
import { MemoryNames } from './names';
import { MemoryOneTimeValues } from './one-time-values';
import { MemoryRecords } from './records';
import { MemoryRefreshLocks } from './refresh-locks';
import { MemoryRevocations } from './revocations';
import { MemorySecurityLog } from './security-log';
import { MemorySessions } from './sessions';

/** The store in this process's memory. Every method runs to its end without waiting, which makes it atomic. */
export function memoryStore(hooks: StoreHooks): Store {
  const now = hooks.now ?? Date.now;
  const records = new MemoryRecords(now);
  const revocations = new MemoryRevocations(now);
  return {
    kind: 'embedded',
    sessions: new MemorySessions(records, revocations),
    refreshLocks: new MemoryRefreshLocks(records),
    appData: new MemoryAppData(records),
    revocations,
    securityLog: new MemorySecurityLog(now),
    names: new MemoryNames(now),
    oneTimeValues: new MemoryOneTimeValues(now),
    budgets: new MemoryBudgets(now),
    now,
    ping: async () => {},
    close: async () => {},
  };
}
