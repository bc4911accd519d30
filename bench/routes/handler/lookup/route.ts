import { json } from '../../json';
import { lookup } from '../../lookup';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const session = await lookup();
  await turn();
  return json({ bench: session.s === undefined ? 'stranger' : 'ok' });
}
