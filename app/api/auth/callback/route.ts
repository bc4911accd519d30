import { type Attempt, readState, startAfresh, startAgain } from '@/lib/auth/attempt';
import { finishHostedSignIn, isOfThisAttempt } from '@/lib/auth/hosted';
import { signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { isDoubtful, takeAttempt, tellOfLink } from '@/lib/data/hosted-attempt';
import { hasCode } from '@/lib/errors';
import { errorPageFor } from '@/lib/http/error-page';
import { nothing, redirectTo } from '@/lib/http/respond';
import { maintainingRoute } from '@/lib/maintenance';
import { giveBack, spend } from '@/lib/request-budgets';
import { browserOf, inWordsFor, sessionHeaders } from '@/lib/request-session';
import { sessions } from '@/lib/sessions';

export const HEAD = nothing;

/** Finishes a hosted sign-in: takes the attempt (once), exchanges the code, starts the session. */
export const GET = maintainingRoute(
  'auth/callback',
  async (request) => {
    const query = new URL(request.url).searchParams;
    const failure = await spend('callback_failure', request.headers);
    const state = readState(query);
    const { attempt, previous } = await takeAttempt(request.headers, state);
    const clock = () => sessions().now();
    const signIn = await finishHostedSignIn(config().hosted, query, { attempt, state }, clock).catch(
      (error: unknown) => backToSignIn(error, attempt),
    );
    if (signIn instanceof Response) return signIn;
    const { tokens, method, idToken } = signIn;
    if (!isOfThisAttempt(attempt, idToken) && (await isDoubtful(idToken)))
      return redirectTo(new URL(startAfresh(attempt), config().origin), 303);
    const { remember } = attempt;
    const browser = browserOf(request.headers);
    const started = await sessions().start({ idToken, tokens, method, remember, previous, ...browser });
    await tellOfLink(started.session, idToken, attempt);
    await giveBack(failure);
    return redirectTo(attempt.returnTo, 303, sessionHeaders(started));
  },
  (error, { headers }) =>
    errorPageFor(headers, inWordsFor(headers, error), { label: 'again', href: '/sign-in' }),
);

/**
 * Changing one's mind is no failure: the sign-in page says so in a line, and still knows where they wanted to go. Nor is that
 * the provider has just been linked to an account: signing in once more, which asks for nothing, ends up there.
 */
function backToSignIn(error: unknown, attempt: Attempt): Response {
  if (hasCode(error, 'accounts_linked') && !attempt.again)
    return redirectTo(new URL(startAgain(attempt), config().origin), 303);
  if (!hasCode(error, 'sign_in_cancelled')) throw error;
  return redirectTo(signInPath(attempt.returnTo, error.code), 303);
}
