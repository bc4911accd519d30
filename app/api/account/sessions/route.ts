import { endAllDevices, endOtherDevices, listDevices } from '@/lib/data/devices';
import { LatchkeyError } from '@/lib/errors';
import { json, mutation, route } from '@/lib/http/respond';

/** The caller's devices. */
export const GET = route('account/sessions', async (_request: Request) =>
  json({ sessions: await listDevices() }),
);

/** Ends the caller's other sessions (`scope=others`) or every one (`scope=all`). */
export const DELETE = mutation('account/sessions', async (request) => {
  const scope = new URL(request.url).searchParams.get('scope');
  if (scope === 'others') return json({ ended: await endOtherDevices() });
  if (scope === 'all') return json({ ended: await endAllDevices() });
  throw new LatchkeyError('invalid_request');
});
