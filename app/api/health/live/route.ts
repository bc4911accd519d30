import { connection } from 'next/server';
import { json } from '@/lib/http/respond';

/** Whether the process answers at all. */
export async function GET(): Promise<Response> {
  // Nothing here depends on the request, so that it could be answered once and for all at build time.
  await connection();
  return json({ status: 'live' });
}
