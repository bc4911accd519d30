import { json } from '@/lib/http/respond';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  await turn();
  return json({ bench: 'ok' });
}
