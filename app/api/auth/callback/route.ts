import { type Attempt, attemptKey, parseAttempt } from '@/lib/auth/attempt';
import { finishHostedSignIn } from '@/lib/auth/hosted';
import { type ReturnTo, signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { hasCode, LatchkeyError } from '@/lib/errors';
import { errorPage } from '@/lib/http/error-page';
import { nothing, redirectTo, route } from '@/lib/http/respond';
import { clientOf, inWordsFor, sessionCookie, ticketOf } from '@/lib/request-session';
import { browserHash } from '@/lib/session/ticket';
import { sessions } from '@/lib/sessions';

export const HEAD = nothing;

/** Finishes a hosted sign-in: takes the attempt (once), exchanges the code, starts the session. */
export const GET = route(
  'auth/callback',
  async (request) => {
    const query = new URL(request.url).searchParams;
    const state = readState(query);
    const attempt = await takeAttempt(state);
    const previous = ticketOf(request.headers);
    if (previous === null || browserHash(previous.browserId) !== attempt.browser) {
      throw new LatchkeyError('attempt_foreign');
    }
    const now = sessions().now();
    const signIn = await finishHostedSignIn(config().hosted, query, { attempt, state }, now).catch(
      (error: unknown) => backToSignIn(error, attempt.returnTo),
    );
    if (signIn instanceof Response) return signIn;
    const { tokens, method, idToken } = signIn;
    const { remember } = attempt;
    const client = clientOf(request.headers);
    const started = await sessions().start({ idToken, tokens, method, client, remember, previous });
    const setCookie = sessionCookie(started);
    return redirectTo(attempt.returnTo, 303, { 'set-cookie': setCookie });
  },
  (error, { headers }) => errorPage(inWordsFor(headers, error), { label: 'Sign in again', href: '/sign-in' }),
);

function readState(query: URLSearchParams): string {
  const values = query.getAll('state');
  const [state] = values;
  if (state === undefined || values.length !== 1 || state.length > 512) {
    throw new LatchkeyError('attempt_unknown');
  }
  return state;
}

async function takeAttempt(state: string): Promise<Attempt> {
  const attempt = parseAttempt(await sessions().takeOnce(attemptKey(state)));
  if (attempt === null) throw new LatchkeyError('attempt_unknown');
  return attempt;
}

/** Changing one's mind is no failure: the sign-in page says so in a line, and still knows where they wanted to go. */
function backToSignIn(error: unknown, returnTo: ReturnTo): Response {
  if (!hasCode(error, 'sign_in_cancelled')) throw error;
  return redirectTo(signInPath(returnTo, error.code), 303);
}
