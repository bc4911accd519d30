import 'server-only';
import { hasCode } from './errors';
import { log } from './log';
import type { Budgets } from './session/budgets';
import type { Incidents } from './session/incidents';
import type { MigratedSignIns } from './session/migrated-sign-ins';
import type { SessionService } from './session/service';

interface Engine {
  readonly service: SessionService;
  readonly budgets: Budgets;
  readonly incidents: Incidents;
  readonly migratedSignIns: MigratedSignIns;
}

/**
 * Middleware, handlers and pages are bundled apart but run in one process: they share one engine and its connections. Only
 * `lib/startup.ts` holds its code, so that a page loads no Redis client (docs/decisions/0051).
 */
const shared = globalThis as typeof globalThis & { [key: symbol]: Running | undefined };
const ENGINE = Symbol.for('latchkey.sessions');

interface Running extends Engine {
  /** Whether the last thing heard of the store was trouble. */
  troubled: boolean;
}

/** The process's session engine. */
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

/** What the process knows of sign-ins that came from a former library. */
export function migratedSignIns(): MigratedSignIns {
  return running().migratedSignIns;
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

/**
 * Makes an engine the process's, unless there is one.
 *
 * @param open makes it; what it is given wants to hear of the store's troubles
 */
export function shareEngine(open: (onTrouble: (error: unknown) => void) => Engine): void {
  shared[ENGINE] ??= { ...open(reportTrouble), troubled: false };
}

function running(): Running {
  const engine = shared[ENGINE];
  if (engine) return engine;
  throw new Error('No session engine is open. instrumentation.ts opens one when Next.js starts.');
}

/** Logs the beginning of an outage, not each of its failed reconnections. */
function reportTrouble(error: unknown): void {
  const engine = shared[ENGINE];
  if (!engine?.troubled) log('warn', 'store_trouble', { error });
  if (engine) engine.troubled = true;
}
