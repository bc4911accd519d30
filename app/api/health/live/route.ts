import { json } from '@/lib/http/respond';
import { waitForRequest } from '@/lib/http/wait-for-request';

/** Whether the process answers at all. */
export async function GET(): Promise<Response> {
  // Nothing here depends on the request, so that it could be answered once and for all at build time.
  await waitForRequest();
  return json({ status: 'live' });
}
