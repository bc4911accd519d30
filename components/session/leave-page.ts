import { signInPath } from '@/lib/auth/return-to';
import { isProtected } from '@/lib/http/routes';

/** Hides the page at once, so that nothing private stays in view while the browser is on its way elsewhere. */
export function coverPage(): void {
  document.documentElement.dataset.covered = '';
}

export function uncoverPage(): void {
  delete document.documentElement.dataset.covered;
}

/**
 * Leaves a page that was rendered for someone who is no longer signed in here. Always a full load: the router's
 * cache in this tab's memory holds that user's pages too.
 */
export function leavePage(): void {
  coverPage();
  const { pathname, search } = window.location;
  if (!isProtected(pathname)) {
    window.location.reload();
    return;
  }
  window.location.replace(signInPath(`${pathname}${search}`, 'session_ended'));
}
