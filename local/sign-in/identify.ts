import { createHmac } from 'node:crypto';
import { incorrectCredentials, notAuthorized, userNotFound } from '../errors';
import type { Client, Pool, User } from '../model';
import type { Needs } from '../services';
import { folded } from '../users';

/** A typed name, and the user behind it if there is one. `lockKey` counts failures in either case. */
export interface Identified {
  readonly typed: string;
  readonly user?: User;
  readonly lockKey: Pick<User, 'poolId' | 'username'>;
}

/**
 * Looks a user up for sign-in.
 * @throws NotAuthorizedException while locked out; UserNotFoundException when the client may be told so.
 */
export function identify(
  { users, lockout }: Needs<'users' | 'lockout'>,
  { pool, client, username }: { pool: Pool; client: Client; username: string },
): Identified {
  const user = users.find(pool, username);
  const lockKey = { poolId: pool.id, username: user?.username ?? folded(pool, username) };
  lockout.check(lockKey);
  if (!user && client.settings.PreventUserExistenceErrors === 'LEGACY') throw userNotFound();
  return { typed: username, user, lockKey };
}

/** A federated user has no password; neither has one who was made without. Both look like a wrong password. */
export function refuse({ lockout }: Needs<'lockout'>, lockKey: Identified['lockKey']): never {
  lockout.failed(lockKey);
  throw incorrectCredentials();
}

/** @throws NotAuthorizedException */
export function requireEnabled(user: User): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
}

/** Stable bytes for a name that nobody has, so that asking twice does not give it away. */
export const decoy = ({ keys }: Needs<'keys'>, ...parts: string[]) =>
  createHmac('sha256', keys.seal).update(parts.join('\n')).digest();

/** A UUID as a real user of an e-mail pool would have. */
export function decoyUserId(services: Needs<'keys'>, pool: Pool, typed: string): string {
  if (!pool.settings.UsernameAttributes) return typed;
  const hex = decoy(services, pool.id, folded(pool, typed), 'id').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
