import { invalidParameter, notAuthorized } from '../errors';
import type { Client, User } from '../model';
import type { Needs } from '../services';
import type { ChallengeName, ChallengeStep, OpenChallenge, SignIn } from './challenges';
import { sessionMs } from './srp-handshake';

interface Question {
  readonly name: ChallengeName;
  readonly parameters?: Record<string, string>;
  readonly available?: readonly ChallengeName[];
  /** What to remember beside whose sign-in it is. */
  readonly remember?: Partial<OpenChallenge>;
}

/** Asks a user for something: remembers that, and gives the client a session to answer with. */
export function ask(
  { challenges }: Needs<'challenges'>,
  { pool, client, user }: Omit<SignIn, 'user'> & { readonly user?: User },
  { name, parameters = {}, available, remember }: Question,
): ChallengeStep {
  const open = { name, poolId: pool.id, clientId: client.id, sub: user?.sub, username: user?.username ?? '' };
  const session = challenges.sessions.put({ ...open, ...remember }, sessionMs(client));
  return { kind: 'challenge', name, parameters, session, available, user };
}

/** Runs `next` with what the session stands for; the session is spent unless that fails. */
export function withSession<R>(
  { challenges }: Needs<'challenges'>,
  session: string | undefined,
  next: (open: OpenChallenge) => R | Promise<R>,
): Promise<R> {
  if (session === undefined) throw invalidParameter('Missing required parameter Session');
  return challenges.sessions.use(session, (open) => {
    if (!open) throw notAuthorized('Invalid session for the user, session is expired.');
    return next(open);
  });
}

/** @throws NotAuthorizedException when the session is another client's, another challenge's or another user's. */
export function requireSameSignIn(
  { users, directory }: Needs<'users' | 'directory'>,
  open: OpenChallenge,
  asked: { readonly client: Client; readonly name: ChallengeName; readonly username: string },
): void {
  const named = users.find(directory.pool(open.poolId), asked.username);
  const unknown = open.sub === undefined && [open.username, open.typed].includes(asked.username);
  const sameUser = named ? named.sub === open.sub : unknown;
  if (open.clientId !== asked.client.id || open.name !== asked.name || !sameUser) {
    throw notAuthorized('Invalid session for the user.');
  }
}
