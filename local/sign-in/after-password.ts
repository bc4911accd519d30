import type { Needs } from '../services';
import { requireUsable } from './password';
import type { SignIn, Step } from './step';

/**
 * What comes after a right password: a new one in place of a temporary one, a second factor, or nothing more.
 * @throws UserNotConfirmedException, PasswordResetRequiredException, NotAuthorizedException (disabled)
 */
export function afterPassword({ clock }: Needs<'clock'>, signIn: SignIn): Step {
  requireUsable(signIn.user, clock.now());
  return { kind: 'completed', ...signIn };
}
