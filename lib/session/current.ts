import 'server-only';
import { createIdentityProvider } from '../auth/cognito';
import { clientAddress } from '../client-address';
import { config } from '../config';
import { hasCode } from '../errors';
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
 * The live session that a request belongs to, or null. If its access token has run out, Cognito is asked for a new
 * one first, so that a person whom Cognito no longer knows is not let in on the strength of an old answer.
 *
 * @throws LatchkeyError `store_unavailable`: whether there is a session could not be found out
 */
export async function sessionOf(headers: Headers): Promise<Session | null> {
  const ticket = ticketOf(headers);
  if (ticket?.kind !== 'session') return null;
  const session = await sessions().read(ticket, clientOf(headers));
  if (session === null || Date.now() < session.accessExpiresAt) return session;
  return (await isRefused(session)) ? null : session;
}

/** Whether Cognito refused to renew the session. While it does not answer, the session stands. */
async function isRefused(session: Session): Promise<boolean> {
  try {
    await sessions().tokens(session);
    return false;
  } catch (error) {
    if (hasCode(error, 'session_ended')) return true;
    if (hasCode(error, 'identity_provider_unavailable')) return false;
    throw error;
  }
}
