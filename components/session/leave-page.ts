import { signInPath } from '@/lib/auth/return-to';
import { isProtected } from '@/lib/http/routes';

/** Hides the page at once, so that nothing private stays in view while the browser is on its way elsewhere. */
export function drawCurtain(): void {
  document.documentElement.dataset.curtain = 'drawn';
}

export function openCurtain(): void {
  delete document.documentElement.dataset.curtain;
}

/**
 * Leaves a page that was rendered for someone who is no longer signed in here. Always a full load: the router's
 * cache in this tab's memory holds that person's pages too.
 */
export function leavePage(): void {
  drawCurtain();
  const { pathname, search } = window.location;
  if (!isProtected(pathname)) {
    window.location.reload();
    return;
  }
  window.location.replace(signInPath(`${pathname}${search}`, 'session_ended'));
}
