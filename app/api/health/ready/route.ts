import { json, route } from '@/lib/respond';
import { sessions } from '@/lib/session/current';

/** Whether the process can serve signed-in people: 503 while sessions cannot be read. */
export const GET = route('health/ready', async (_request: Request) => {
  await sessions().ping();
  return json({ status: 'ready' });
});
