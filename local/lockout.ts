import type { Clock } from './clock';
import { notAuthorized } from './errors';
import type { User } from './model';

/** Failures that are free of charge. */
const FREE = 5;
const LONGEST_LOCK_MS = 15 * 60_000;

/**
 * After five failed sign-ins a user is locked for 1 s, then twice as long with every further failure, up to about
 * 15 minutes (developer guide, "Lockout behaviour"). A success, or 15 quiet minutes, begins anew.
 */
export function createLockout(clock: Clock) {
  const failures = new Map<string, { count: number; last: number }>();
  const key = (user: Pick<User, 'poolId' | 'username'>) => `${user.poolId}/${user.username}`;

  const lockMs = (count: number) =>
    count < FREE ? 0 : Math.min(1000 * 2 ** (count - FREE), LONGEST_LOCK_MS);

  return {
    /** @throws NotAuthorizedException while the user is locked. */
    check(user: Pick<User, 'poolId' | 'username'>): void {
      const entry = failures.get(key(user));
      if (!entry) return;
      const quiet = clock.now() - entry.last;
      if (quiet >= LONGEST_LOCK_MS) failures.delete(key(user));
      else if (quiet < lockMs(entry.count)) throw notAuthorized('Password attempts exceeded');
    },
    failed(user: Pick<User, 'poolId' | 'username'>): void {
      const count = (failures.get(key(user))?.count ?? 0) + 1;
      failures.set(key(user), { count, last: clock.now() });
    },
    succeeded(user: Pick<User, 'poolId' | 'username'>): void {
      failures.delete(key(user));
    },
    clear: () => failures.clear(),
  };
}

export type Lockout = ReturnType<typeof createLockout>;
