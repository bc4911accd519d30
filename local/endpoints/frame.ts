import type { Context } from 'hono';
import type { Clock } from '../clock';
import type { Frame } from '../pages/frame';
import { wordsFor } from '../pages/strings';
import type { AuthorizationRequest } from './authorization-request';
import { csrfToken } from './csrf';

/** What the pages of one request share. */
export function frameFor(
  context: Context,
  { client, lang, query }: AuthorizationRequest,
  clock: Clock,
  messages: Pick<Frame, 'error' | 'notice'> = {},
): Frame {
  return {
    ...wordsFor(lang),
    appName: client.settings.ClientName,
    query,
    csrf: csrfToken(context),
    madeAt: clock.now(),
    ...messages,
  };
}
