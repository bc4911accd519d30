import { requireRecentSignIn } from '@/lib/data/recent-sign-in';
import { json, mutation } from '@/lib/http/respond';

export const DELETE = mutation('reports', async () => {
  const { identity } = await requireRecentSignIn();
  return json({ deletedAllOf: identity.sub });
});
