import {
  ATTEMPT_LIFETIME_SECONDS,
  type Attempt,
  readFresh,
  readLoginHint,
  readRemember,
} from '@/lib/auth/attempt';
import { beginHostedSignIn } from '@/lib/auth/hosted';
import { isReturnToWellFormed, parseReturnTo } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { LatchkeyError } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
import { errorPage } from '@/lib/http/error-page';
import { isNavigation } from '@/lib/http/navigation';
import { mutation, nothing, redirectTo, route } from '@/lib/http/respond';
import { spend } from '@/lib/request-budgets';
import { browserTicket, inWordsFor } from '@/lib/request-session';
import { browserHash } from '@/lib/session/ticket';
import { sessions } from '@/lib/sessions';

const MAX_FORM_BYTES = 8 * 1024;

export const HEAD = nothing;

const tell = (error: LatchkeyError, { headers }: Request) =>
  errorPage(inWordsFor(headers, error), { label: 'Back to sign-in', href: '/sign-in' });

/** Starts a hosted sign-in: seals the attempt, gives the browser an id, sends it to Cognito (or straight to a provider). */
export const GET = route(
  'auth/sign-in',
  async (request) => {
    if (!isNavigation(request.headers)) return nothing();
    return begin(request.headers, new URL(request.url).searchParams, 302);
  },
  tell,
);

/** The same from the sign-in page's form, with the e-mail address to start with. It would not belong into a URL. */
export const POST = mutation(
  'auth/sign-in',
  async (request) =>
    begin(request.headers, new URLSearchParams(await readLimitedText(request, MAX_FORM_BYTES)), 303),
  tell,
);

async function begin(headers: Headers, wanted: URLSearchParams, status: 302 | 303): Promise<Response> {
  const provider = readProvider(wanted);
  if (!isReturnToWellFormed(wanted)) throw new LatchkeyError('invalid_request');
  await spend('sign_in_start', headers);
  const { ticket, setCookie } = browserTicket(headers);
  const browser = browserHash(ticket.browserId);
  const returnTo = parseReturnTo(wanted.get('returnTo'));
  const fresh = readFresh(wanted) || (await sessions().presence.wasEndedFromElsewhere(ticket));
  const startedAt = sessions().now();
  const attempted = { provider, remember: readRemember(wanted), returnTo, browser, startedAt, fresh };
  const seal = (attempt: Attempt) => sessions().sealOnce(JSON.stringify(attempt), ATTEMPT_LIFETIME_SECONDS);
  // Without the store it could not be finished: better to say so now than after the password.
  await sessions().ping();
  const location = await beginHostedSignIn(config().hosted, attempted, seal, readLoginHint(wanted));
  return redirectTo(location, status, setCookie === null ? {} : { 'set-cookie': setCookie });
}

function readProvider(wanted: URLSearchParams): string | null {
  const [provider = null, ...more] = wanted.getAll('provider');
  const known = provider === null || ['COGNITO', ...config().cognito.socialProviders].includes(provider);
  if (!known || more.length > 0) throw new LatchkeyError('invalid_request');
  return provider;
}
