import { getAllSessionData, setSessionData } from '@/lib/data/session-data';
import { requireSession } from '@/lib/data/viewer';
import { json, mutation } from '@/lib/http/respond';

export const PUT = mutation('settings', async (request: Request) => {
  await requireSession(request);
  await setSessionData('preferences', await request.json());
  return json(Object.fromEntries(await getAllSessionData()));
});
