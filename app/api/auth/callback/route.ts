import { type Attempt, parseAttempt, readState, startAfresh } from '@/lib/auth/attempt';
import { finishHostedSignIn, isOfThisAttempt, ROUNDING_MS } from '@/lib/auth/hosted';
import { type ReturnTo, signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { hasCode, LatchkeyError } from '@/lib/errors';
import { errorPage } from '@/lib/http/error-page';
import { nothing, redirectTo, route } from '@/lib/http/respond';
import { giveBack, spend } from '@/lib/request-budgets';
import { clientOf, inWordsFor, sessionCookie, ticketOf } from '@/lib/request-session';
import type { VerifiedIdToken } from '@/lib/session/identity-provider';
import { browserHash } from '@/lib/session/ticket';
import { sessions } from '@/lib/sessions';

export const HEAD = nothing;

/** Finishes a hosted sign-in: takes the attempt (once), exchanges the code, starts the session. */
export const GET = route(
  'auth/callback',
  async (request) => {
    const query = new URL(request.url).searchParams;
    const failure = await spend('callback_failure', request.headers);
    const state = readState(query);
    const attempt = await takeAttempt(state);
    const previous = ticketOf(request.headers);
    if (previous === null || browserHash(previous.browserId) !== attempt.browser) {
      throw new LatchkeyError('attempt_foreign');
    }
    const clock = () => sessions().now();
    const signIn = await finishHostedSignIn(config().hosted, query, { attempt, state }, clock).catch(
      (error: unknown) => backToSignIn(error, attempt.returnTo),
    );
    if (signIn instanceof Response) return signIn;
    const { tokens, method, idToken } = signIn;
    if (!isOfThisAttempt(attempt, idToken) && (await isDoubtful(idToken)))
      return redirectTo(new URL(startAfresh(attempt), config().origin), 303);
    const { remember } = attempt;
    const client = clientOf(request.headers);
    const started = await sessions().start({ idToken, tokens, method, client, remember, previous });
    const setCookie = sessionCookie(started);
    await giveBack(failure);
    return redirectTo(attempt.returnTo, 303, { 'set-cookie': setCookie });
  },
  (error, { headers }) => errorPage(inWordsFor(headers, error), { label: 'Sign in again', href: '/sign-in' }),
);

/** Managed login remembered someone from before a session of theirs was ended from elsewhere. */
function isDoubtful({ identity, authenticatedAt }: VerifiedIdToken): Promise<boolean> {
  return sessions().presence.hasEndedSomeSince(identity.sub, authenticatedAt - ROUNDING_MS);
}

async function takeAttempt(state: string): Promise<Attempt> {
  const attempt = parseAttempt(await sessions().openOnce(state));
  if (attempt === null) throw new LatchkeyError('attempt_unknown');
  return attempt;
}

/** Changing one's mind is no failure: the sign-in page says so in a line, and still knows where they wanted to go. */
function backToSignIn(error: unknown, returnTo: ReturnTo): Response {
  if (!hasCode(error, 'sign_in_cancelled')) throw error;
  return redirectTo(signInPath(returnTo, error.code), 303);
}
