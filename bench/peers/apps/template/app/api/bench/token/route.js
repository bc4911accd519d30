import { json } from '@/answer';
import * as peer from '@/peer';

export const dynamic = 'force-dynamic';

/** For libraries that renew a token only when it is asked for. */
export async function GET() {
  const { accessToken } = { ...peer };
  return json(accessToken !== undefined && (await accessToken()));
}
