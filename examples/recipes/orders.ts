import 'server-only';
import { cacheLife } from 'next/cache';
import { requireSession } from '@/lib/data/viewer';

/** The orders of whoever asks. @throws LatchkeyError `unauthenticated` or `store_unavailable` */
export async function readOrders() {
  const { identity } = await requireSession();
  return ordersOf(identity.sub);
}

/** One entry for each person. Not exported: whoever may choose `owner` reads another's. */
async function ordersOf(owner: string) {
  'use cache';
  cacheLife('minutes');
  return { owner, lines: [], readAt: new Date().toISOString() };
}
