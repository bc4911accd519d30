import 'server-only';
import { readRemember } from '../auth/attempt';
import type { RelaySession } from '../auth/relay/relay';
import { config } from '../config/config';
import { hasCode, LatchkeyError } from '../errors';
import { languageOf } from '../http/preference-cookie';
import { log } from '../log';
import { admitRelayed, spend } from '../request-budgets';
import {
  addressOf,
  browserOf,
  clientOf,
  followCredentialChange,
  sessionHeaders,
  sessionOf,
} from '../request-session';
import type { StartedSession } from '../session/start-session';
import { askSessions, incidents, isStoreTroubled, sessions } from '../sessions';
import { ticketOf } from '../tickets';
import { isRecent } from './recent-sign-in';

/**
 * The session behind a request to the relay, as that needs it.
 *
 * @param headers of the answer: a session that starts or moves sets its cookie there
 */
export function relaySessionFor(request: Request, headers: Headers): RelaySession {
  const give = (started: StartedSession) => {
    for (const [name, value] of Object.entries(sessionHeaders(started))) headers.set(name, value);
  };
  return {
    now: () => sessions().now(),
    address: () => addressOf(request.headers),
    admit: (claim) => admitRelayed(request.headers, claim),
    async accessToken() {
      const session = await sessionOf(request.headers);
      if (session === null) return null;
      const { accessToken } = await sessions().tokens(session);
      return { sub: session.identity.sub, accessToken };
    },
    async beReadyToStart() {
      if (isStoreTroubled()) await askSessions((service) => service.ping());
    },
    async signedIn({ idToken, tokens, method }) {
      const remember = readRemember(new URL(request.url).searchParams);
      const previous = ticketOf(request.headers);
      const browser = browserOf(request.headers);
      const started = await sessions().start({ idToken, tokens, method, remember, previous, ...browser });
      give(started);
    },
    async requireRecentSignIn() {
      const session = await sessionOf(request.headers);
      if (session === null || !isRecent(session)) throw new LatchkeyError('recent_sign_in_required');
    },
    async credentialsChanged(change) {
      const moved = await followCredentialChange(request.headers, change);
      if (moved) give(moved);
    },
    async passwordReset(username) {
      const language = languageOf(null, request.headers);
      await sessions().credentialChanges.followReset(username, clientOf(request.headers), language);
    },
    // Without a message to its owner, whoever forgot their account would wait for a code that never comes.
    hidingAccounts: config().securityMailFrom === null ? null : config().cognito.signUp,
    addressTaken: (username, sendCode) => tellOwner(request.headers, username, sendCode),
  };
}

/** A code for who has not confirmed their account, a message for who has: of both no more than the address should get. */
async function tellOwner(
  headers: Headers,
  username: string,
  sendCode: () => Promise<string | null>,
): Promise<void> {
  try {
    await spend('sign_up_notice', headers, { account: username });
    // Cognito refuses a code for an account that needs none (API reference, ResendConfirmationCode).
    const isConfirmed = (await sendCode()) === 'InvalidParameterException';
    if (isConfirmed) await incidents().signUpTried(username, clientOf(headers), languageOf(null, headers));
  } catch (error) {
    if (!hasCode(error, 'too_many_requests')) log('warn', 'sign_up_not_told', { error });
  }
}
