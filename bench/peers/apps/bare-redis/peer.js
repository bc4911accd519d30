import { cookies } from 'next/headers';
import { createClient } from 'redis';

let connecting;

/** Connected by the first request that needs it. */
export function redis() {
  connecting ??= createClient({ url: process.env.REDIS_URL }).connect();
  return connecting;
}

/** The simplest session store: the cookie is the key, the hash is the session. */
export async function verify() {
  const id = (await cookies()).get('session')?.value;
  return id !== undefined && (await (await redis()).hGetAll(`bench:${id}`)).sub !== undefined;
}
