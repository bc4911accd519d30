import 'server-only';
import * as oidc from 'openid-client';
import { LatchkeyError } from '../errors';

/** What a hosted sign-in failed for: what its callback says, or the token endpoint, or that nobody answered. */
export function failureOf(cause: unknown): LatchkeyError {
  if (cause instanceof oidc.AuthorizationResponseError && cause.error === 'access_denied')
    return new LatchkeyError('sign_in_cancelled', { cause });
  if (hasJustLinked(cause)) return new LatchkeyError('accounts_linked', { cause });
  return new LatchkeyError(isNoAnswer(cause) ? 'identity_provider_unavailable' : 'sign_in_refused', {
    cause,
  });
}

/**
 * What the pre-sign-up function says once it has linked the provider to an account (`amplify/auth/pre-sign-up`), and what
 * Cognito says itself to another tab that came the same way meanwhile. The second is no fixed text (developer guide,
 * "Managed login and federation error responses"): should it change, that tab sees a refusal.
 */
const JUST_LINKED = /latchkey_linked|Already found an entry for username/;

function hasJustLinked(cause: unknown): boolean {
  return cause instanceof oidc.AuthorizationResponseError && JUST_LINKED.test(cause.error_description ?? '');
}

/** Whether the token endpoint failed to answer at all, or answered with a server error. */
function isNoAnswer(cause: unknown): boolean {
  if (cause instanceof oidc.ResponseBodyError) return cause.status >= 500 || cause.status === 429;
  if (cause instanceof oidc.AuthorizationResponseError) return false;
  if (cause instanceof oidc.ClientError) return hasServerError(cause.cause) || isNetworkFailure(cause);
  return isNetworkFailure(cause);
}

function hasServerError(value: unknown): boolean {
  return value instanceof Response && value.status >= 500;
}

function isNetworkFailure(cause: unknown): boolean {
  const names = ['TypeError', 'TimeoutError', 'AbortError'];
  return cause instanceof Error && (names.includes(cause.name) || isNetworkFailure(cause.cause));
}
