import type { Context } from 'hono';
import type { Clock } from '../clock';
import { csrfToken } from '../http/csrf';
import type { Client, Pool } from '../model';
import type { AuthorizationRequest } from '../oauth/authorization-request';
import type { Frame } from '../pages/frame';
import { wordsFor } from '../pages/strings';

/** What the pages of one request share. */
export function frameFor(
  context: Context,
  { pool, client, lang, query }: Pick<AuthorizationRequest, 'pool' | 'client' | 'lang' | 'query'>,
  clock: Clock,
  messages: Pick<Frame, 'error' | 'notice'> = {},
): Frame {
  return {
    ...wordsFor(lang),
    appName: appName(pool, client),
    query,
    csrf: csrfToken(context),
    madeAt: clock.now(),
    ...messages,
  };
}

/** The client's name; CloudFormation gives one that nobody chose an id for a name, and then the domain says more. */
const appName = (pool: Pool, { id, settings }: Client) =>
  settings.ClientName === id ? (pool.domain ?? id) : settings.ClientName;
