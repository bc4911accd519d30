import { json } from '@/lib/http/respond';

/** Whether the process answers at all. */
export const GET = async () => json({ status: 'live' });

export const dynamic = 'force-dynamic';
