import { listActivity } from '@/lib/data/activity';
import { json, route } from '@/lib/http/respond';

/** The caller's security log, newest first. */
export const GET = route('account/activity', async (_request: Request) =>
  json({ activity: await listActivity() }),
);
