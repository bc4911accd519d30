import 'server-only';
import { createIdentityProvider } from '../auth/cognito';
import { clientAddress } from '../client-address';
import { config } from '../config';
import { hasCode } from '../errors';
import { log } from '../log';
import { openStore } from '../store/open';
import { describeBrowser } from '../user-agent';
import { readCookie } from './cookie';
import { RecentTickets } from './recent-tickets';
import { createSessionService } from './service';
import type { Ticket } from './ticket';
import type { ClientDescription, ReadOptions, Session, SessionService, StartedSession } from './types';

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

function running(): Running {
  shared[ENGINE] ??= { service: open(), troubled: false };
  return shared[ENGINE];
}

function open(): SessionService {
  const { store, sessionKeys, sessionPolicy, cognito } = config();
  return createSessionService({
    store: openStore(store, { onTrouble: reportTrouble }),
    keys: sessionKeys,
    issuer: cognito.issuer,
    identityProvider: createIdentityProvider(cognito),
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

let tickets: RecentTickets | undefined;

/** The ticket that a request carries, if it is genuine and has not run out. No I/O. */
export function ticketOf(headers: Headers): Ticket | null {
  const { origin, sessionKeys } = config();
  tickets ??= new RecentTickets(sessionKeys);
  return tickets.verify(readCookie(headers.get('cookie'), origin), Date.now());
}

/** What a request says about the browser that sent it. */
export function clientOf(headers: Headers): ClientDescription {
  return {
    ...describeBrowser(headers.get('user-agent') ?? ''),
    address: clientAddress(headers.get('x-forwarded-for'), config().trustedProxies),
  };
}

/**
 * The live session that a request belongs to, or null.
 *
 * @throws LatchkeyError `store_unavailable` or `identity_provider_unavailable`: that could not be found out
 */
export async function sessionOf(headers: Headers, options: ReadOptions = {}): Promise<Session | null> {
  const ticket = ticketOf(headers);
  if (ticket?.kind !== 'session') return null;
  return ask((service) => service.read(ticket, clientOf(headers), options));
}

/**
 * Resolves when the session that a request belongs to has ended, at once if there is none, or when `signal` aborts.
 *
 * @throws LatchkeyError `store_unavailable`: whether it has ended cannot be found out
 */
export async function untilEnded(headers: Headers, signal: AbortSignal): Promise<void> {
  const ticket = ticketOf(headers);
  if (ticket?.kind === 'session') await ask((service) => service.untilEnded(ticket, signal));
}

/**
 * Moves the session that a request belongs to to a new id, whose ticket the browser must be sent: whoever has a copy of
 * the old one is out. Null: there is no session, or it could not be moved and stays as it is.
 */
export async function renewSession(headers: Headers): Promise<StartedSession | null> {
  const ticket = ticketOf(headers);
  if (ticket?.kind !== 'session') return null;
  try {
    const session = await sessionOf(headers);
    return session && (await sessions().renew(session, ticket));
  } catch (error) {
    log('warn', 'session_not_renewed', { error });
    return null;
  }
}

/** Asks the engine, and notes by its answer whether the store is in trouble. */
async function ask<T>(question: (service: SessionService) => Promise<T>): Promise<T> {
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
