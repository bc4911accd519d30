import type { ErrorCode } from '@/lib/errors';

/**
 * Sends the browser to the sign-in page, to come back to this one afterwards. That page checks the way back for itself,
 * so nothing here has to.
 *
 * @param reason why, if they were signed in; the page puts it in words
 */
export function goToSignIn(reason?: ErrorCode): void {
  const { pathname, search } = location;
  const query = new URLSearchParams({ returnTo: pathname + search, ...(reason && { error: reason }) });
  location.replace(`/sign-in?${query}`);
}
