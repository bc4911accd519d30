import { requireSession } from '@/lib/data/viewer';
import { json, mutation, route } from '@/lib/http/respond';

export const GET = route('reports', async () => {
  const { identity } = await requireSession();
  return json({ owner: identity.sub, reports: [] });
});

export const POST = mutation('reports', async (request) => {
  const { identity } = await requireSession();
  const { title } = await request.json();
  return json({ owner: identity.sub, title }, { status: 201 });
});
