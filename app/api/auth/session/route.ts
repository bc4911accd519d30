import { currentViewer } from '@/lib/data/current-viewer';
import { LatchkeyError } from '@/lib/errors';
import { json, route } from '@/lib/respond';

/** The viewer for the browser; 401 when nobody is signed in. */
export const GET = route('auth/session', async (_request: Request) => {
  const viewer = await currentViewer();
  if (viewer === null) throw new LatchkeyError('unauthenticated');
  return json(viewer);
});
