import { json, turn } from '@/answer';

export const dynamic = 'force-dynamic';

export async function GET() {
  await turn();
  return json(true);
}
