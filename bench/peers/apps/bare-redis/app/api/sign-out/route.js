import { cookies } from 'next/headers';
import { redis } from '@/peer';

export async function POST() {
  const store = await cookies();
  await (await redis()).del(`bench:${store.get('session')?.value}`);
  store.delete('session');
  return new Response();
}
