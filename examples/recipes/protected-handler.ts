import { requireSession } from '@/lib/data/viewer';
import { json, mutation, route } from '@/lib/http/respond';

export const GET = route('reports', async (request: Request) => {
  const { identity } = await requireSession(request);
  return json({ owner: identity.sub, reports: [] });
});

export const POST = mutation('reports', async (request: Request) => {
  const { identity } = await requireSession(request);
  const { title } = await request.json();
  return json({ owner: identity.sub, title }, { status: 201 });
});
