import { parseReturnTo } from '@/lib/auth/return-to';
import { errorPage } from '@/lib/error-page';
import { LatchkeyError } from '@/lib/errors';

/** Where pages send people while sessions cannot be read: pages cannot answer 503 themselves, this can. */
export async function GET(request: Request): Promise<Response> {
  const href = parseReturnTo(new URL(request.url).searchParams.get('returnTo'));
  return errorPage(new LatchkeyError('store_unavailable'), { label: 'Try again', href });
}
