import { hostedSignOutUrl } from '@/lib/auth/hosted';
import { HOME, type ReturnTo } from '@/lib/auth/return-to';
import { config } from '@/lib/config/config';
import { formerCookieRemovals } from '@/lib/data/migration';
import { hasCode } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
import { errorPageFor } from '@/lib/http/error-page';
import { redirectTo } from '@/lib/http/respond';
import { log } from '@/lib/log';
import { maintainingMutation } from '@/lib/maintenance';
import { sessionOf } from '@/lib/request-session';
import { clearedCookie } from '@/lib/session/cookie';
import { sessionRef } from '@/lib/session/ticket';
import { sessions } from '@/lib/sessions';
import { ticketOf } from '@/lib/tickets';

/** More than the form has, in bytes. */
const MAX_FORM_BYTES = 1024;

/** Ends the session here (or everywhere), then Cognito's managed-login session. Works as a plain form. */
export const POST = maintainingMutation(
  'auth/sign-out',
  async (request) => {
    await endSession(request.headers, await wantsEverywhere(request));
    const answer = redirectTo(await nextLocation(), 303, {
      'set-cookie': clearedCookie(config().origin),
      // Also drops pages kept for the Back button (Clear Site Data §3.1), and a bound session's key (DBSC §10.2).
      'clear-site-data': '"cache", "storage"',
    });
    for (const line of formerCookieRemovals(request.headers)) answer.headers.append('set-cookie', line);
    return answer;
  },
  (error, { headers }) => errorPageFor(headers, error, { label: 'back', href: '/' }),
);

async function endSession(headers: Headers, everywhere: boolean): Promise<void> {
  const ticket = ticketOf(headers);
  if (ticket?.kind !== 'session') return;
  const session = everywhere ? await sessionOf(headers) : null;
  if (session !== null) await sessions().endAll(session.identity.sub, 'signed_out');
  else await sessions().end(sessionRef(ticket), 'signed_out');
}

async function wantsEverywhere(request: Request): Promise<boolean> {
  const form = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded');
  if (!form) return false;
  const fields = new URLSearchParams(await readLimitedText(request, MAX_FORM_BYTES));
  return fields.get('scope') === 'everywhere';
}

/** Without Cognito's address the session here is over all the same; managed login may still remember the user. */
async function nextLocation(): Promise<URL | ReturnTo> {
  try {
    return await hostedSignOutUrl(config().hosted);
  } catch (error) {
    if (!hasCode(error, 'identity_provider_unavailable')) throw error;
    log('warn', 'managed_login_not_ended', { error });
    return HOME;
  }
}
