import { deleteSessionData, getSessionData, setSessionData } from '@/lib/data/session-data';
import { LatchkeyError } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
import { json, mutation, NO_STORE, route } from '@/lib/http/respond';
import { parseJson } from '@/lib/json';

type Context = { readonly params: Promise<{ readonly key: string }> };

/** More than any value may have, so that one which is too long is told from one that was cut. */
const MAX_BODY_BYTES = 16 * 1024;

/** The JSON value kept under a key; 404 when there is none. */
export const GET = route('session-data', async (_request: Request, context: Context) => {
  const value = await getSessionData((await context.params).key);
  if (value === null) throw new LatchkeyError('not_found');
  return json(value);
});

/** Keeps the JSON value in the body under a key. */
export const PUT = mutation('session-data', async (request: Request, context: Context) => {
  const value = parseJson(await readLimitedText(request, MAX_BODY_BYTES));
  const setCookie = await setSessionData((await context.params).key, value);
  return new Response(null, {
    status: 204,
    headers: setCookie === null ? NO_STORE : { ...NO_STORE, 'set-cookie': setCookie },
  });
});

/** Forgets what is kept under a key, if anything is. */
export const DELETE = mutation('session-data', async (_request: Request, context: Context) => {
  await deleteSessionData((await context.params).key);
  return new Response(null, { status: 204, headers: NO_STORE });
});
