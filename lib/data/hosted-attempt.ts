import 'server-only';
import {
  ATTEMPT_LIFETIME_SECONDS,
  type Attempt,
  parseAttempt,
  readAgain,
  readFresh,
  readLoginHint,
  readRemember,
} from '../auth/attempt';
import { beginHostedSignIn, ROUNDING_MS } from '../auth/hosted';
import { isReturnToWellFormed, parseReturnTo } from '../auth/return-to';
import { config } from '../config/config';
import { LatchkeyError } from '../errors';
import { spend } from '../request-budgets';
import { browserTicket } from '../request-session';
import type { VerifiedIdToken } from '../session/identity-provider';
import type { Session } from '../session/session';
import { browserHash, type Ticket } from '../session/ticket';
import { budgets, incidents, sessions } from '../sessions';
import { ticketOf } from '../tickets';

/**
 * Starts a hosted sign-in for a browser.
 *
 * @param wanted what its link or form asks for
 * @returns where to send it, and the `Set-Cookie` that gives it an id if it has none
 * @throws LatchkeyError `invalid_request`, `too_many_requests`, `store_unavailable` or `identity_provider_unavailable`
 */
export async function beginAttempt(
  headers: Headers,
  wanted: URLSearchParams,
): Promise<{ location: URL; setCookie: string | null }> {
  const provider = readProvider(wanted);
  if (!isReturnToWellFormed(wanted)) throw new LatchkeyError('invalid_request');
  const spent = await spend('sign_in_start', headers);
  const { ticket, setCookie } = browserTicket(headers);
  const attempt = {
    provider,
    remember: readRemember(wanted),
    returnTo: parseReturnTo(wanted.get('returnTo')),
    browser: browserHash(ticket.browserId),
    startedAt: sessions().now(),
    again: readAgain(wanted),
    fresh: readFresh(wanted) || (await sessions().presence.wasEndedFromElsewhere(ticket)),
  };
  const seal = (whole: Attempt) => sessions().sealOnce(JSON.stringify(whole), ATTEMPT_LIFETIME_SECONDS);
  // Without the store it could not be finished: better to say so now than after the password.
  if (!budgets().isStored(spent)) await sessions().ping();
  return {
    location: await beginHostedSignIn(config().hosted, attempt, seal, readLoginHint(wanted)),
    setCookie,
  };
}

/**
 * Takes the attempt that a callback is about, once, and only in the browser where it was started.
 *
 * @throws LatchkeyError `attempt_unknown`, `attempt_foreign` or `store_unavailable`
 */
export async function takeAttempt(
  headers: Headers,
  state: string,
): Promise<{ attempt: Attempt; previous: Ticket }> {
  const attempt = parseAttempt(await sessions().openOnce(state));
  if (attempt === null) throw new LatchkeyError('attempt_unknown');
  const previous = ticketOf(headers);
  if (previous === null || browserHash(previous.browserId) !== attempt.browser) {
    throw new LatchkeyError('attempt_foreign');
  }
  return { attempt, previous };
}

/** Tells a user that a provider now signs in to their account, if this sign-in is the one that has linked it. */
export async function tellOfLink(
  session: Session,
  { linked = [] }: VerifiedIdToken,
  { again, provider }: Attempt,
): Promise<void> {
  if (again && provider !== null && linked.includes(provider)) await incidents().providerLinked(session);
}

/** Whether managed login remembered someone from before a session of theirs was ended from elsewhere. */
export function isDoubtful({ identity, authenticatedAt }: VerifiedIdToken): Promise<boolean> {
  return sessions().presence.hasEndedSomeSince(identity.sub, authenticatedAt - ROUNDING_MS);
}

function readProvider(wanted: URLSearchParams): string | null {
  const [provider = null, ...more] = wanted.getAll('provider');
  const names = config().cognito.providers.map(({ name }) => name);
  const known = provider === null || ['COGNITO', ...names].includes(provider);
  if (!known || more.length > 0) throw new LatchkeyError('invalid_request');
  return provider;
}
