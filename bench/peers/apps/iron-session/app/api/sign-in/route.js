import { randomUUID } from 'node:crypto';
import { session } from '@/peer';

export async function POST() {
  const current = await session();
  current.user = { sub: randomUUID(), email: 'ada.lovelace@example.com', name: 'Ada Lovelace' };
  await current.save();
  return new Response();
}
