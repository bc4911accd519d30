import { parseReturnTo, type ReturnTo, type SignInPath, signInPath } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { type Exchange, exchangeFormerSignIn, formerCookieRemovals } from '@/lib/data/migration';
import { errorPageFor } from '@/lib/http/error-page';
import { isNavigation } from '@/lib/http/navigation';
import { nothing, redirectTo } from '@/lib/http/respond';
import { maintainingRoute } from '@/lib/maintenance';
import { inWordsFor, sessionHeaders } from '@/lib/request-session';

export const HEAD = nothing;

const returnToOf = ({ url }: Request) => parseReturnTo(new URL(url).searchParams.get('returnTo'));

/** Exchanges the cookies of a former library for a session, and takes them away (docs/migrate.md). */
export const GET = maintainingRoute(
  'auth/migrate',
  async (request) => {
    if (!isNavigation(request.headers)) return nothing();
    const exchange = await exchangeFormerSignIn(request.headers);
    const started = exchange.outcome === 'started' ? sessionHeaders(exchange.started) : {};
    const answer = redirectTo(locationAfter(exchange, request), 303, started);
    for (const line of formerCookieRemovals(request.headers)) answer.headers.append('set-cookie', line);
    return answer;
  },
  (error, request) =>
    errorPageFor(request.headers, inWordsFor(request.headers, error), {
      label: 'again',
      // The reason keeps the sign-in page from leading back here.
      href: signInPath(returnToOf(request), error.code),
    }),
);

function locationAfter({ outcome }: Exchange, request: Request): ReturnTo | SignInPath | URL {
  const returnTo = returnToOf(request);
  if (outcome === 'started' || outcome === 'signed in') return returnTo;
  if (outcome === 'none') return signInPath(returnTo);
  const isSecondTry = new URL(request.url).searchParams.has('again');
  // Another tab may have been faster: by now the browser has its session.
  if (outcome === 'taken' && !isSecondTry) {
    return new URL(`/api/auth/migrate?${new URLSearchParams({ again: '1', returnTo })}`, config().origin);
  }
  return signInPath(returnTo, 'session_ended');
}
