import { json, route } from '@/lib/http/respond';
import { sessions } from '@/lib/sessions';

/** Whether the process can serve signed-in users: 503 while sessions cannot be read. */
export const GET = route('health/ready', async (_request: Request) => {
  await sessions().ping();
  return json({ status: 'ready' });
});
