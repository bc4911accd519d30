import { isProtected } from '@/lib/http/routes';
import { coverPage } from './cover-page';
import { goToSignIn } from './go-to-sign-in';

/**
 * Leaves a page that was rendered for someone who is no longer signed in here. Always a full load: the router's
 * cache in this tab's memory holds that user's pages too.
 */
export function leavePage(): void {
  coverPage();
  if (isProtected(location.pathname)) goToSignIn('session_ended');
  else location.reload();
}
