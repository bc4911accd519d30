import { json, turn } from '@/answer';
import { verify } from '@/peer';

export const dynamic = 'force-dynamic';

export async function GET() {
  const isKnown = await verify();
  await turn();
  return json(isKnown);
}
