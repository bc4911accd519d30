import type { Client, User } from '../model';
import type { Needs } from '../services';
import { sessionMs } from './srp-handshake';

/**
 * A session that signs a new user in, once confirmed, without asking for the password again. Only clients that
 * allow USER_AUTH can use one.
 */
export function signedUpSession(
  { challenges }: Needs<'challenges'>,
  client: Client,
  user: User,
): string | undefined {
  if (!client.settings.ExplicitAuthFlows.includes('ALLOW_USER_AUTH')) return undefined;
  const { poolId, sub, username } = user;
  return challenges.sessions.put(
    { name: 'SIGNED_UP', poolId, clientId: client.id, sub, username },
    sessionMs(client),
  );
}

/** Uses such a session up. */
export function isSignedUpSession(
  { challenges }: Needs<'challenges'>,
  session: string,
  client: Client,
  user: User,
): boolean {
  const open = challenges.sessions.take(session);
  return open?.name === 'SIGNED_UP' && open.clientId === client.id && open.sub === user.sub;
}
