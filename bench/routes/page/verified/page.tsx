import { verifySession } from '@/lib/data/viewer';
import { Answer } from '../../answer';
import { turn } from '../../turn';

export const dynamic = 'force-dynamic';

export default async function VerifiedPage() {
  const viewer = await verifySession();
  await turn();
  return <Answer bench={viewer === null ? 'stranger' : 'ok'} />;
}
