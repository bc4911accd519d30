import type { Pool, User } from '../model';
import { checkPolicy, derive } from '../password-verifier';
import type { Needs } from '../services';

export interface PasswordChange {
  readonly pool: Pool;
  readonly user: User;
  readonly password: string;
}

/**
 * Gives a user a lasting password; whatever state asked for one is over.
 * @throws InvalidPasswordException
 */
export function setPassword({ users }: Needs<'users'>, { pool, user, password }: PasswordChange): User {
  checkPolicy(pool, password);
  return users.update(user, { password: derive(user, password), status: 'CONFIRMED' });
}

const DAY_MS = 86_400_000;

/** Gives a user a password that must be changed at the first sign-in. @throws InvalidPasswordException */
export function setTemporaryPassword(
  { users, clock }: Needs<'users' | 'clock'>,
  { pool, user, password }: PasswordChange,
): User {
  checkPolicy(pool, password);
  const days = pool.settings.Policies.PasswordPolicy.TemporaryPasswordValidityDays;
  const expiresAt = clock.now() + days * DAY_MS;
  return users.update(user, {
    password: { ...derive(user, password), expiresAt },
    status: 'FORCE_CHANGE_PASSWORD',
  });
}
