import { type News, newsFor } from '@/lib/data/open-tabs';
import { verifySession } from '@/lib/data/viewer';
import { LatchkeyError } from '@/lib/errors';
import { whileHeld } from '@/lib/http/held-requests';
import { stopping } from '@/lib/http/long-poll';
import { json } from '@/lib/http/respond';
import { maintainingRoute } from '@/lib/maintenance';
import { ticketOf } from '@/lib/tickets';

/** Well below the 30 seconds that a request may take on Amplify Hosting. */
const MAX_WAIT_SECONDS = 20;

/**
 * The viewer for the browser; 401 when nobody is signed in.
 *
 * `?wait=<seconds>` (1 to 20) is for open tabs: the answer may be held until the caller's session has ended, at most that
 * long, and says so if it was (RFC 7240 §3, `Preference-Applied`). It does not count as use of the session
 * (docs/decisions/0005 and 0008).
 */
export const GET = maintainingRoute('auth/session', async (request: Request) => {
  const seconds = readWait(new URL(request.url).searchParams);
  const { viewer, held } =
    seconds === null
      ? { viewer: await verifySession(request), held: false }
      : await waitFor(request, seconds * 1000);
  if (viewer === null) throw new LatchkeyError('unauthenticated');
  return json(viewer, {
    headers: {
      ...(held && { 'preference-applied': `wait=${seconds}` }),
      // Next ends once its connections have: an idle one would keep a stopping process for up to five seconds.
      ...(stopping().aborted && { connection: 'close' }),
    },
  });
});

function waitFor(request: Request, maxMs: number): Promise<News> {
  const answer = () => newsFor(request, maxMs);
  const ticket = ticketOf(request.headers);
  return ticket === null ? answer() : whileHeld(ticket.browserId, answer);
}

/** @throws LatchkeyError `invalid_request` for anything but one whole number of seconds in its range */
function readWait(query: URLSearchParams): number | null {
  const [given, ...more] = query.getAll('wait');
  if (given === undefined) return null;
  const seconds = /^[1-9]\d?$/.test(given) ? Number(given) : Number.NaN;
  if (more.length > 0 || !(seconds <= MAX_WAIT_SECONDS)) throw new LatchkeyError('invalid_request');
  return seconds;
}
