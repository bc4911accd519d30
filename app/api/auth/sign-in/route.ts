import { ATTEMPT_LIFETIME_SECONDS, attemptKey, browserMark, readRemember } from '@/lib/auth/attempt';
import { beginHostedSignIn } from '@/lib/auth/hosted';
import { isReturnToWellFormed, parseReturnTo } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { LatchkeyError } from '@/lib/errors';
import { errorPage } from '@/lib/http/error-page';
import { isNavigation } from '@/lib/http/navigation';
import { nothing, redirectTo, route } from '@/lib/http/respond';
import { browserTicket, inWordsFor } from '@/lib/request-session';
import { sessions } from '@/lib/sessions';

export const HEAD = nothing;

/** Starts a hosted sign-in: keeps the attempt, marks the browser, sends it to Cognito (or straight to a provider). */
export const GET = route(
  'auth/sign-in',
  async (request) => {
    if (!isNavigation(request.headers)) return nothing();
    const query = new URL(request.url).searchParams;
    const provider = readProvider(query);
    if (!isReturnToWellFormed(query)) throw new LatchkeyError('invalid_request');
    const { ticket, setCookie } = browserTicket(request.headers);
    const { attempt, state, location } = await beginHostedSignIn(config().hosted, {
      provider,
      remember: readRemember(query),
      returnTo: parseReturnTo(query.get('returnTo')),
      browser: browserMark(ticket.browserId),
    });
    await sessions().putOnce(attemptKey(state), JSON.stringify(attempt), ATTEMPT_LIFETIME_SECONDS);
    return redirectTo(location, 302, setCookie === null ? {} : { 'set-cookie': setCookie });
  },
  (error, { headers }) =>
    errorPage(inWordsFor(headers, error), { label: 'Back to sign-in', href: '/sign-in' }),
);

function readProvider(query: URLSearchParams): string | null {
  const values = query.getAll('provider');
  if (values.length === 0) return null;
  const known = ['COGNITO', ...config().cognito.socialProviders];
  const [provider] = values;
  if (provider === undefined || values.length > 1 || !known.includes(provider)) {
    throw new LatchkeyError('invalid_request');
  }
  return provider;
}
