import { randomUUID } from 'node:crypto';
import { cookies } from 'next/headers';
import { redis } from '@/peer';

export async function POST() {
  const id = randomUUID();
  await (await redis()).hSet(`bench:${id}`, { sub: randomUUID(), email: 'ada.lovelace@example.com' });
  (await cookies()).set('session', id, { httpOnly: true, sameSite: 'lax' });
  return new Response();
}
