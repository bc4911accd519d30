import { Answer } from '../../answer';
import { lookup } from '../../lookup';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export default async function LookupPage() {
  const session = await lookup();
  await turn();
  return <Answer bench={session.s === undefined ? 'stranger' : 'ok'} />;
}
