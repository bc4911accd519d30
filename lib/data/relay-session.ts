import 'server-only';
import { readRemember } from '../auth/attempt';
import type { RelaySession } from '../auth/relay/relay';
import { LatchkeyError } from '../errors';
import { admitRelayed } from '../request-budgets';
import {
  addressOf,
  clientOf,
  followCredentialChange,
  sessionHeaders,
  sessionOf,
  ticketOf,
} from '../request-session';
import type { StartedSession } from '../session/start-session';
import { sessions } from '../sessions';
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
    async signedIn({ idToken, tokens, method }) {
      const [client, previous] = [clientOf(request.headers), ticketOf(request.headers)];
      const remember = readRemember(new URL(request.url).searchParams);
      const started = await sessions().start({ idToken, tokens, method, client, remember, previous });
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
      await sessions().credentialChanges.followReset(username, clientOf(request.headers));
    },
  };
}
