import 'server-only';
import { createIdentityProvider } from './auth/cognito';
import { config } from './config/config';
import { hasCode } from './errors';
import { log } from './log';
import { Budgets } from './session/budgets';
import { Incidents } from './session/incidents';
import { SessionService } from './session/service';
import { openStore } from './store/open';

interface Running {
  readonly service: SessionService;
  readonly budgets: Budgets;
  readonly incidents: Incidents;
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

/** The process's budgets, on the same store. */
export function budgets(): Budgets {
  return running().budgets;
}

/** What the process writes down of accounts, outside of their sessions. */
export function incidents(): Incidents {
  return running().incidents;
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
  shared[ENGINE] ??= { ...open(), troubled: false };
  return shared[ENGINE];
}

function open(): Omit<Running, 'troubled'> {
  const { store, namespace, sessionKeys, sessionPolicy, cognito } = config();
  const opened = openStore(store, { namespace, onTrouble: reportTrouble });
  const common = { store: opened, keys: sessionKeys, issuer: cognito.issuer, now: Date.now, log };
  const identityProvider = createIdentityProvider(cognito, () => opened.now());
  return {
    service: new SessionService({ ...common, identityProvider, policy: sessionPolicy }),
    budgets: new Budgets(common),
    incidents: new Incidents(common),
  };
}

/** Logs the beginning of an outage, not each of its failed reconnections. */
function reportTrouble(error: unknown): void {
  const engine = shared[ENGINE];
  if (!engine?.troubled) log('warn', 'store_trouble', { error });
  if (engine) engine.troubled = true;
}
