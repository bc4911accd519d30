import { cookies } from 'next/headers';

let client: ReturnType<typeof connect> | undefined;

/** Loaded by the first look-up: what else runs in the bare app has no Redis. */
async function connect() {
  const { createClient } = await import('redis');
  return createClient({ url: process.env.REDIS_URL?.replace(/\?.*/, '') }).connect();
}

/** What the simplest session store does: the cookie is the key, the hash is the session. */
export async function lookup(): Promise<Record<string, string>> {
  client ??= connect();
  const cookie = (await cookies()).get('latchkey')?.value;
  return (await client).hGetAll(`bench:${cookie}`);
}
