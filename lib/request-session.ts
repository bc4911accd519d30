import 'server-only';
import { config } from './config/config';
import { LatchkeyError } from './errors';
import { clientAddress } from './http/client-address';
import { registration } from './http/device-registration';
import { languageOf, preferencesIn } from './http/preference-cookie';
import { describeBrowser } from './http/user-agent';
import { log } from './log';
import { readDeviceCookie, ticketCookie } from './session/cookie';
import type { ClientDescription, CredentialChange, Session } from './session/session';
import type { StartedSession, StartSession } from './session/start-session';
import { GUEST_LIFETIME_MS, issueTicket, newGuestTicket, type Ticket } from './session/ticket';
import type { ReadOptions } from './session/touch';
import { askSessions, sessions } from './sessions';
import { ticketIn, ticketOf } from './tickets';

/**
 * The ticket that identifies this browser: the one it sent, or a new guest's with the `Set-Cookie` header to hand it
 * over. A browser keeps its id when someone signs in, so that several sign-ins can be under way and finish in any order.
 */
export function browserTicket(headers: Headers): { ticket: Ticket; setCookie: string | null } {
  const known = ticketOf(headers);
  if (known !== null) return { ticket: known, setCookie: null };
  const { origin, sessionKeys } = config();
  const ticket = newGuestTicket(Date.now());
  const value = issueTicket(ticket, sessionKeys);
  return { ticket, setCookie: ticketCookie(origin, value, GUEST_LIFETIME_MS / 1000) };
}

/** A failure in the words for who asks: a signed-out visitor is not told that they are still signed in. */
export function inWordsFor(headers: Headers, error: LatchkeyError): LatchkeyError {
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds === null || error.status !== 503 || ticketOf(headers)?.kind === 'session')
    return error;
  return new LatchkeyError('sign_in_unavailable', { cause: error, retryAfterSeconds });
}

/** The headers that hand the browser a session that has started or moved, and offer to bind it. */
export function sessionHeaders(started: StartedSession): Readonly<Record<string, string>> {
  const { ticket, maxAgeSeconds, deviceChallenge } = started;
  return {
    'set-cookie': ticketCookie(config().origin, ticket, maxAgeSeconds),
    ...(deviceChallenge !== null && { 'secure-session-registration': registration(deviceChallenge) }),
  };
}

/** The client's address, as far as the trusted proxies say; null when it is not known. */
export function addressOf(headers: Headers): string | null {
  const address = forwardedAddress(headers);
  return address === 'unknown' ? null : address;
}

function forwardedAddress(headers: Headers): string {
  return clientAddress(headers.get('x-forwarded-for'), config().trustedProxies);
}

/** What a request says about the browser that sent it. */
export function clientOf(headers: Headers): ClientDescription {
  return {
    ...describeBrowser(headers.get('user-agent') ?? ''),
    address: forwardedAddress(headers),
  };
}

/** What a session takes from the request that starts it. */
export function browserOf(
  headers: Headers,
): Required<Pick<StartSession, 'client' | 'preferences' | 'language'>> {
  return {
    client: clientOf(headers),
    preferences: preferencesIn(headers.get('cookie')),
    language: languageOf(null, headers),
  };
}

/**
 * The live session that a request belongs to, or null.
 *
 * @throws LatchkeyError `store_unavailable` or `identity_provider_unavailable`: that could not be found out
 */
export function sessionOf(headers: Headers, options: ReadOptions = {}): Promise<Session | null> {
  const cookies = headers.get('cookie');
  const ticket = ticketIn(cookies);
  if (ticket?.kind !== 'session') return Promise.resolve(null);
  const deviceTicket = readDeviceCookie(cookies, config().origin);
  return askSessions((service) => service.read(ticket, clientOf(headers), { ...options, deviceTicket }));
}

/**
 * The session of the request being rendered or handled, read once however many components ask.
 *
 * @param request a handler's own, whose headers are at hand: for Next's a process loads the renderer of pages, and each
 *   request is copied, which takes nearly as long as the rest of the check (docs/decisions/0096). One without
 *   cookies, such as a test makes by hand, is not asked
 * @throws LatchkeyError `store_unavailable` or `identity_provider_unavailable`: that could not be found out
 */
export function currentSession(request?: Request): Promise<Session | null> {
  return request?.headers.has('cookie') ? sessionOf(request.headers) : renderedSession();
}

let rendering: Promise<typeof import('./rendering')> | undefined;

async function renderedSession(): Promise<Session | null> {
  rendering ??= import('./rendering');
  const { askOnce } = await rendering;
  return askOnce(sessionOf);
}

/**
 * Resolves when the session that a request belongs to has ended, at once if there is none, or when `signal` aborts.
 *
 * @throws LatchkeyError `store_unavailable`: whether it has ended cannot be found out
 */
export async function untilEnded(headers: Headers, signal: AbortSignal): Promise<void> {
  const ticket = ticketOf(headers);
  if (ticket?.kind === 'session') await askSessions((service) => service.untilEnded(ticket, signal));
}

/**
 * What follows a change of credentials that a request has made, here and in the user's other sessions.
 *
 * @returns the session under a new id, whose ticket the browser must be sent: whoever has a copy of the old one is out. Null:
 *   there is no session, or it could not be moved and stays as it is
 */
export async function followCredentialChange(
  headers: Headers,
  change: CredentialChange,
): Promise<StartedSession | null> {
  const ticket = ticketOf(headers);
  if (ticket?.kind !== 'session') return null;
  const client = clientOf(headers);
  try {
    const session = await sessionOf(headers);
    if (session === null) return null;
    const language = languageOf(session, headers);
    const made = { change, session, ticket, client, language };
    const moved = await sessions().credentialChanges.follow(made);
    if (moved && change === 'email_changed') await renewIdentity(moved.session);
    return moved;
  } catch (error) {
    log('warn', 'credential_change_not_followed', { error });
    return null;
  }
}

/** Has the session's copy of who someone is follow Cognito's now; otherwise it does so with the next refresh. */
async function renewIdentity(session: Session): Promise<void> {
  try {
    await sessions().tokens(session, { force: true });
  } catch (error) {
    log('warn', 'identity_not_renewed', { session: session.publicId, error });
  }
}
