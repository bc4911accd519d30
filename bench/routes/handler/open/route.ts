import { json } from '../../json';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  await turn();
  return json({ bench: 'ok' });
}
