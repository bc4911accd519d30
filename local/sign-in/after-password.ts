import type { User } from '../model';
import type { Needs } from '../services';
import { ask } from './challenge-session';
import type { SignIn, Step } from './challenges';
import { requireUsable } from './check-password';
import { secondFactor } from './second-factor';

/**
 * What comes after a right password: a new one in place of a temporary one, a second factor, or nothing more.
 * @throws UserNotConfirmedException, PasswordResetRequiredException, NotAuthorizedException (disabled)
 */
export function afterPassword(services: Needs<'clock' | 'challenges' | 'codes'>, signIn: SignIn): Step {
  const { pool, user } = signIn;
  requireUsable(user, services.clock.now());
  if (user.status !== 'FORCE_CHANGE_PASSWORD') return secondFactor(services, signIn);
  const missing = pool.settings.SchemaAttributes.filter(
    ({ Name, Required }) => Required && !user.attributes[Name],
  );
  return ask(services, signIn, {
    name: 'NEW_PASSWORD_REQUIRED',
    parameters: {
      requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
      userAttributes: JSON.stringify(shownAttributes(user)),
    },
  });
}

/** The real answer names the user nowhere. */
function shownAttributes({ attributes }: User): User['attributes'] {
  const { sub: _sub, ...shown } = attributes;
  return shown;
}
