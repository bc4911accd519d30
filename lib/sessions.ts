import 'server-only';
import { createIdentityProvider } from './auth/cognito';
import { config } from './config/config';
import { hasCode } from './errors';
import { log } from './log';
import { SessionService } from './session/service';
import { openStore } from './store/open';

interface Running {
  readonly service: SessionService;
  /** Whether the last thing heard of the store was trouble. */
  troubled: boolean;
}

/** Middleware and pages are bundled apart but run in one process: they share one engine and its connections. */
const shared = globalThis as typeof globalThis & { [key: symbol]: Running | undefined };
const ENGINE = Symbol.for('latchkey.sessions');

/** The process's session engine, opened at first use. */
export function sessions(): SessionService {
  return running().service;
}

/** Whether the store was last seen in trouble. Known without asking it, so it may be over by now. */
export function isStoreTroubled(): boolean {
  return shared[ENGINE]?.troubled ?? false;
}

/** Asks the engine, and notes by its answer whether the store is in trouble. */
export async function askSessions<T>(question: (service: SessionService) => Promise<T>): Promise<T> {
  const engine = running();
  try {
    const answer = await question(engine.service);
    engine.troubled = false;
    return answer;
  } catch (error) {
    engine.troubled = hasCode(error, 'store_unavailable');
    throw error;
  }
}

function running(): Running {
  shared[ENGINE] ??= { service: open(), troubled: false };
  return shared[ENGINE];
}

function open(): SessionService {
  const { store, namespace, sessionKeys, sessionPolicy, cognito } = config();
  const opened = openStore(store, { namespace, onTrouble: reportTrouble });
  return new SessionService({
    store: opened,
    keys: sessionKeys,
    issuer: cognito.issuer,
    identityProvider: createIdentityProvider(cognito, () => opened.now()),
    policy: sessionPolicy,
    now: Date.now,
    log,
  });
}

/** Logs the beginning of an outage, not each of its failed reconnections. */
function reportTrouble(error: unknown): void {
  const engine = shared[ENGINE];
  if (!engine?.troubled) log('warn', 'store_trouble', { error });
  if (engine) engine.troubled = true;
}
