import { createIdentityProvider } from '../../../lib/auth/cognito';
import { parseStoreUrl } from '../../../lib/config/redis-url';
import type { IdentityProvider } from '../../../lib/session/identity-provider';
import { SessionService } from '../../../lib/session/service';
import { parseSessionKeys } from '../../../lib/session/session-keys';
import { openStore } from '../../../lib/store/open';
import type { Store } from '../../../lib/store/port';
import type { Request, WorkerOptions } from './worker-protocol';

/*
 * A process of its own with a session engine, driven over IPC. `dieAt` ends it by SIGKILL in the middle of a refresh;
 * `clockSkewMs` gives it a machine clock that is wrong.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as WorkerOptions;

const realNow = Date.now;
Date.now = () => realNow() + (options.clockSkewMs ?? 0);

const die = () => process.kill(process.pid, 'SIGKILL');

function dyingProvider(provider: IdentityProvider): IdentityProvider {
  return {
    ...provider,
    async refresh(refreshToken) {
      if (options.dieAt === 'before-call') die();
      const tokens = await provider.refresh(refreshToken);
      if (options.dieAt === 'after-call') die();
      return tokens;
    },
  };
}

function dyingStore(store: Store): Store {
  const { refreshLocks } = store;
  const complete: Store['refreshLocks']['complete'] = async (...args) => {
    const outcome = await refreshLocks.complete(...args);
    if (options.dieAt === 'after-write') die();
    return outcome;
  };
  return {
    ...store,
    refreshLocks: {
      acquire: (...args) => refreshLocks.acquire(...args),
      extend: (...args) => refreshLocks.extend(...args),
      complete,
      fail: (...args) => refreshLocks.fail(...args),
    },
  };
}

const store = openStore(parseStoreUrl(options.redisUrl), options.hooks);
const service = new SessionService({
  store: options.dieAt ? dyingStore(store) : store,
  keys: parseSessionKeys(options.sessionKeys, options.cognito),
  issuer: options.cognito.issuer,
  identityProvider: dyingProvider(createIdentityProvider(options.cognito, () => store.now())),
  policy: options.policy,
  now: Date.now,
  log: () => {},
});

async function run({ method, args, times }: Request): Promise<unknown[]> {
  const call = (method === 'setAppData' ? service.appData.set : service[method]) as (
    ...given: unknown[]
  ) => Promise<unknown>;
  const owner = method === 'setAppData' ? service.appData : service;
  const outcomes = await Promise.allSettled(
    Array.from({ length: times }, () => call.apply(owner, [...args])),
  );
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled'
      ? { value: outcome.value }
      : { error: (outcome.reason as { code?: string }).code ?? String(outcome.reason) },
  );
}

process.on('message', (request: Request) => {
  void run(request).then((outcomes) => process.send?.({ id: request.id, outcomes }));
});
process.on('disconnect', () => process.exit());

service.ping().then(
  () => process.send?.({ id: 0, outcomes: [] }),
  () => process.exit(1),
);
