import { beginAttempt } from '@/lib/data/hosted-attempt';
import type { LatchkeyError } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
import { errorPageFor } from '@/lib/http/error-page';
import { isNavigation } from '@/lib/http/navigation';
import { nothing, redirectTo } from '@/lib/http/respond';
import { maintainingMutation, maintainingRoute } from '@/lib/maintenance';
import { inWordsFor } from '@/lib/request-session';

const MAX_FORM_BYTES = 8 * 1024;

export const HEAD = nothing;

const tell = (error: LatchkeyError, { headers }: Request) =>
  errorPageFor(headers, inWordsFor(headers, error), { label: 'backToSignIn', href: '/sign-in' });

/** Starts a hosted sign-in: seals the attempt, gives the browser an id, sends it to Cognito (or straight to a provider). */
export const GET = maintainingRoute(
  'auth/sign-in',
  async (request) => {
    if (!isNavigation(request.headers)) return nothing();
    return begin(request.headers, new URL(request.url).searchParams, 302);
  },
  tell,
);

/** The same from the sign-in page's form, with the e-mail address to start with. It would not belong into a URL. */
export const POST = maintainingMutation(
  'auth/sign-in',
  async (request) =>
    begin(request.headers, new URLSearchParams(await readLimitedText(request, MAX_FORM_BYTES)), 303),
  tell,
);

async function begin(headers: Headers, wanted: URLSearchParams, status: 302 | 303): Promise<Response> {
  const { location, setCookie } = await beginAttempt(headers, wanted);
  return redirectTo(location, status, setCookie === null ? {} : { 'set-cookie': setCookie });
}
