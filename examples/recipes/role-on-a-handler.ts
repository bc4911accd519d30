import { requireGroup } from '@/lib/data/groups';
import { json, mutation } from '@/lib/http/respond';

export const DELETE = mutation('drafts', async () => {
  const { identity } = await requireGroup('editors');
  return json({ deletedBy: identity.sub });
});
