import 'server-only';
import { LatchkeyError } from '../errors';
import type { Identity, Session } from '../session/session';
import { incidents, sessions } from '../sessions';
import { type Device, toDevice } from './devices';
import { requireGroup } from './groups';
import { requireRecentSignIn } from './recent-sign-in';

/** Cognito's group of administrators, defined in `amplify/`. */
const ADMINISTRATORS = 'admins';

/** A signed-in user, as an administrator sees them. */
export interface Person {
  readonly identity: Identity;
  readonly devices: readonly Device[];
}

/**
 * The users with live sessions who go by an e-mail address, a username or a `sub`.
 *
 * @throws LatchkeyError `unauthenticated`, `forbidden` or `store_unavailable`
 */
export async function findUsers(name: string): Promise<Person[]> {
  const { publicId } = await requireAdministrator();
  const subs = new Set([name.trim(), ...(await sessions().findUsers(name))]);
  const people = await Promise.all([...subs].map((sub) => readPerson(sub, publicId)));
  return people.filter((person) => person !== null);
}

/**
 * Ends every session of a user.
 *
 * @returns how many ended
 * @throws LatchkeyError `unauthenticated`, `forbidden`, `recent_sign_in_required` or `store_unavailable`
 */
export async function endUserSessions(sub: string): Promise<number> {
  const administrator = await requireAdministrator();
  await requireRecentSignIn();
  const count = await sessions().endAll(sub, 'ended_by_administrator');
  await incidents().administrativeAct(administrator, 'ended_all_sessions');
  return count;
}

/** Ends one session of a user. @throws LatchkeyError also `not_found` */
export async function endUserSession(sub: string, publicId: string): Promise<void> {
  const administrator = await requireAdministrator();
  await requireRecentSignIn();
  if (!(await sessions().endByPublicId(sub, publicId, 'ended_by_administrator'))) {
    throw new LatchkeyError('not_found');
  }
  await incidents().administrativeAct(administrator, 'ended_a_session');
}

/**
 * The caller's session, if it is an administrator's.
 *
 * @throws LatchkeyError `unauthenticated`, `forbidden`, or `store_unavailable` or `identity_provider_unavailable` when
 *   that cannot be found out
 */
export async function requireAdministrator(): Promise<Session> {
  return requireGroup(ADMINISTRATORS);
}

async function readPerson(sub: string, callersPublicId: string): Promise<Person | null> {
  const live = await sessions().list(sub);
  const [latest] = live;
  if (latest === undefined) return null;
  return { identity: latest.identity, devices: live.map((session) => toDevice(session, callersPublicId)) };
}
