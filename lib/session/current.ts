import 'server-only';
import { createIdentityProvider } from '../auth/cognito';
import { clientAddress } from '../client-address';
import { config } from '../config';
import { log } from '../log';
import { openStore } from '../store/open';
import { readCookie } from './cookie';
import { createSessionService } from './service';
import { type Ticket, verifyTicket } from './ticket';
import type { ClientDescription, Session, SessionService } from './types';

/** Middleware and pages are bundled apart but run in one process: they share one engine and its connections. */
const shared = globalThis as typeof globalThis & { [key: symbol]: SessionService | undefined };
const ENGINE = Symbol.for('latchkey.sessions');

/** The process's session engine, opened at first use. */
export function sessions(): SessionService {
  shared[ENGINE] ??= open();
  return shared[ENGINE];
}

function open(): SessionService {
  const { store, sessionKeys, cognito } = config();
  return createSessionService({
    store: openStore(store),
    keys: sessionKeys,
    issuer: cognito.issuer,
    identityProvider: createIdentityProvider(cognito),
    now: Date.now,
    log,
  });
}

/** The ticket that a request carries, if it is genuine and has not run out. No I/O. */
export function ticketOf(headers: Headers): Ticket | null {
  const { origin, sessionKeys } = config();
  return verifyTicket(readCookie(headers.get('cookie'), origin), sessionKeys, Date.now());
}

/** What a request says about the browser that sent it. */
export function clientOf(headers: Headers): ClientDescription {
  return {
    userAgent: headers.get('user-agent') ?? '',
    address: clientAddress(headers.get('x-forwarded-for'), config().trustedProxies),
  };
}

/**
 * The live session that a request belongs to, or null.
 *
 * @throws LatchkeyError `store_unavailable` or `identity_provider_unavailable`: that could not be found out
 */
export async function sessionOf(headers: Headers): Promise<Session | null> {
  const ticket = ticketOf(headers);
  return ticket && sessions().read(ticket, clientOf(headers));
}
