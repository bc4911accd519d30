import { endAllDevices, endOtherDevices, listDevices, watchDevices } from '@/lib/data/devices';
import { LatchkeyError } from '@/lib/errors';
import { json } from '@/lib/http/respond';
import { maintainingMutation, maintainingRoute } from '@/lib/maintenance';

/** The caller's devices. `?watching=1` is for open pages that ask again and again: it is no use of the session. */
export const GET = maintainingRoute('account/sessions', async (request: Request) => {
  const isWatching = new URL(request.url).searchParams.has('watching');
  return json({ sessions: isWatching ? await watchDevices(request) : await listDevices() });
});

/** Ends the caller's other sessions (`scope=others`) or every one (`scope=all`). */
export const DELETE = maintainingMutation('account/sessions', async (request) => {
  const scope = new URL(request.url).searchParams.get('scope');
  if (scope === 'others') return json({ ended: await endOtherDevices() });
  if (scope === 'all') return json({ ended: await endAllDevices() });
  throw new LatchkeyError('invalid_request');
});
