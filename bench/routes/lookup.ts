import { headers } from 'next/headers';
import { createClient } from 'redis';
import { config } from '@/lib/config/config';
import { readCookie } from '@/lib/session/cookie';

let client: ReturnType<typeof connect> | undefined;

function connect() {
  const { store } = config();
  if (store.kind !== 'standalone') throw new Error('the bench needs one Redis server');
  return createClient({ socket: store.node }).connect();
}

/** What the simplest session store does: the cookie is the key, the hash is the session. */
export async function lookup(): Promise<Record<string, string>> {
  client ??= connect();
  const cookie = readCookie((await headers()).get('cookie'), config().origin);
  return (await client).hGetAll(`bench:${cookie}`);
}
