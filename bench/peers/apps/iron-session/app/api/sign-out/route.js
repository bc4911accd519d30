import { session } from '@/peer';

export async function POST() {
  (await session()).destroy();
  return new Response();
}
