import type { ErrorCode } from '@/lib/errors';
import { isProtected } from '@/lib/http/routes';

/** Hides the page at once, so that nothing private stays in view while the browser is on its way elsewhere. */
export function coverPage(): void {
  document.documentElement.dataset.covered = '';
}

export function uncoverPage(): void {
  delete document.documentElement.dataset.covered;
}

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

/**
 * Leaves a page that was rendered for someone who is no longer signed in here. Always a full load: the router's
 * cache in this tab's memory holds that user's pages too.
 */
export function leavePage(): void {
  coverPage();
  if (isProtected(location.pathname)) goToSignIn('session_ended');
  else location.reload();
}
