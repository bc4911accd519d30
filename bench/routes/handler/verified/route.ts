import { verifySession } from '@/lib/data/viewer';
import { json } from '@/lib/http/respond';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export async function GET(request: Request): Promise<Response> {
  const viewer = await verifySession(request);
  await turn();
  return json({ bench: viewer === null ? 'stranger' : 'ok' });
}
