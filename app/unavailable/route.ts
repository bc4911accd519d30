import { parseReturnTo } from '@/lib/auth/return-to';
import { LatchkeyError } from '@/lib/errors';
import { errorPageFor } from '@/lib/http/error-page';

/** Where pages send users while something they need is away: pages cannot answer 503 themselves, this can. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const cognito = query.get('reason') === 'identity_provider_unavailable';
  const error = new LatchkeyError(cognito ? 'identity_provider_unavailable' : 'store_unavailable');
  const href = parseReturnTo(query.get('returnTo'));
  return errorPageFor(request.headers, error, { label: 'tryAgain', href });
}
