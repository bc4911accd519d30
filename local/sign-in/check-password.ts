import { CognitoError } from '../errors';
import type { Client, Pool, User } from '../model';
import { matches } from '../password-verifier';
import type { Needs } from '../services';
import { type Identified, identify, refuse } from './identify';

type Used = Needs<'users' | 'lockout'>;

export interface PasswordGiven {
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
  readonly password: string;
}

/**
 * Checks a password that was sent as it is.
 * @throws NotAuthorizedException wrong, or locked out; UserNotFoundException where the client may know.
 */
export function checkPassword(services: Used, { pool, client, username, password }: PasswordGiven): User {
  return passwordFits(services, identify(services, { pool, client, username }), password);
}

/** As {@link checkPassword}, for a name that has been looked up. */
export function passwordFits(services: Used, { user, lockKey }: Identified, password: string): User {
  if (!matches(user ?? lockKey, password) || !user) return refuse(services, lockKey);
  services.lockout.succeeded(lockKey);
  return user;
}

/** @throws what a right password is answered with when the account is not in a state to sign in. */
export function requireUsable(user: User, now: number): void {
  if (!user.enabled) throw new CognitoError('NotAuthorizedException', 'User is disabled.');
  if (user.status === 'UNCONFIRMED')
    throw new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status === 'RESET_REQUIRED') {
    throw new CognitoError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.password?.expiresAt !== undefined && user.password.expiresAt <= now) {
    throw new CognitoError(
      'NotAuthorizedException',
      'Temporary password has expired and must be reset by an administrator.',
    );
  }
}
