import { LatchkeyError } from '@/lib/errors';
import { route } from '@/lib/http/respond';

/**
 * Whatever is not there, in the words of an interface. Without this file Next would render its page for it, and the
 * middleware, which gives pages their policy, passes over what is only read below `/api/`.
 */
const nowhere = route('api', async (_request: Request) => {
  throw new LatchkeyError('not_found');
});

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
