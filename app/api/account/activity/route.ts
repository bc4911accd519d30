import { listActivity } from '@/lib/data/activity';
import { json } from '@/lib/http/respond';
import { maintainingRoute } from '@/lib/maintenance';

/** The caller's security log, newest first. */
export const GET = maintainingRoute('account/activity', async (_request: Request) =>
  json({ activity: await listActivity() }),
);
