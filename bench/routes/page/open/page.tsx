import { Answer } from '../../answer';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export default async function OpenPage() {
  await turn();
  return <Answer bench="ok" />;
}
