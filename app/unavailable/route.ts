import { parseReturnTo } from '@/lib/auth/return-to';
import { type ErrorCode, errorCodeOf, LatchkeyError } from '@/lib/errors';
import { errorPageFor } from '@/lib/http/error-page';

/** What may be said here besides that the store is away. */
const REASONS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'identity_provider_unavailable',
  'not_found',
  'forbidden',
]);

/**
 * Where pages send users while something they need is away: pages cannot answer 503 themselves, this can. And where browsers
 * without scripts are led from an address with nothing to show, as Next has nothing for them there.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const reason = errorCodeOf(query.get('reason') ?? '');
  const error = new LatchkeyError(REASONS.has(reason) ? reason : 'store_unavailable');
  const href = parseReturnTo(query.get('returnTo'));
  const label = error.status === 503 ? 'tryAgain' : 'goHome';
  return errorPageFor(request.headers, error, { label, href });
}
