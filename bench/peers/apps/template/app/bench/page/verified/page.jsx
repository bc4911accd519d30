import { Answer, turn } from '@/answer';
import { verify } from '@/peer';

export const dynamic = 'force-dynamic';

export default async function VerifiedPage() {
  const isKnown = await verify();
  await turn();
  return <Answer isKnown={isKnown} />;
}
