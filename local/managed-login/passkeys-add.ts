import type { Context, Hono } from 'hono';
import { CognitoError } from '../errors';
import { PageError } from '../http/failures';
import { readPageForm } from '../http/form';
import type { Client, Pool } from '../model';
import { trustedRedirect } from '../oauth/authorization-request';
import { readLoginSession, type SignedIn } from '../oauth/login-session';
import { addPasskeyPage } from '../pages/challenges';
import { finishRegistration, startRegistration } from '../passkeys/register';
import type { Needs } from '../services';
import { errorMessage } from './error-message';
import { frameFor } from './frame';

type Used = 'challenges' | 'clock' | 'directory' | 'loginSessions' | 'users';

interface Visit extends Pick<SignedIn, 'user'> {
  readonly client: Client;
  readonly pool: Pool;
  readonly redirectUri: string;
  readonly query: string;
  readonly lang: string | undefined;
}

/** `/passkeys/add?client_id&redirect_uri`: gives whoever is signed in to managed login a passkey, then goes back. */
export function registerPasskeysAdd(app: Hono, services: Needs<Used>): void {
  app.get('/passkeys/add', (context) => offer(context, visitOf(context, services), services));
  app.post('/passkeys/add', async (context) => {
    const visit = visitOf(context, services);
    const form = await readPageForm(context, services.clock);
    try {
      await finishRegistration(services, visit, parsed(form.text('credential')));
      return context.redirect(visit.redirectUri);
    } catch (error) {
      const { words } = frameFor(context, visit, services.clock);
      return offer(context, visit, services, errorMessage(error, words));
    }
  });
}

/** @throws PageError for an unknown client or redirect URI, and for somebody who is not signed in */
function visitOf(context: Context, services: Needs<Used>): Visit {
  const { searchParams, search } = new URL(context.req.url);
  const { client, redirectUri } = trustedRedirect(searchParams, services.directory);
  const pool = services.directory.pool(client.poolId);
  const signedIn = readLoginSession(context, services, pool);
  if (!signedIn) throw new PageError('User is not signed in.', client.id);
  const lang = searchParams.get('lang') ?? undefined;
  return { user: signedIn.user, client, pool, redirectUri, query: search, lang };
}

function offer(context: Context, visit: Visit, services: Needs<Used>, error?: string) {
  const frame = frameFor(context, visit, services.clock, { error });
  try {
    const options = JSON.stringify(startRegistration(services, visit));
    return context.html(addPasskeyPage({ frame, options, back: visit.redirectUri }));
  } catch (cause) {
    if (cause instanceof CognitoError) throw new PageError(cause.message, visit.client.id);
    throw cause;
  }
}

/** Anything that is no credential is refused by the check of it. */
function parsed(json = ''): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
