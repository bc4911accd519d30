import type { User } from '../model';
import type { Needs } from '../services';

/** Deletes a user and everything of theirs. Their access tokens are answered with "User does not exist.". */
export function deleteUser(
  { users, codes, loginSessions }: Needs<'users' | 'codes' | 'loginSessions'>,
  user: User,
): void {
  codes.forget(user);
  for (const session of loginSessions.by('user', `${user.poolId}/${user.sub}`))
    loginSessions.delete(session.id);
  users.remove(user);
}
