import 'server-only';
import type { Account } from '../directory/account';
import { parsePlace, placeText, START } from '../directory/search';
import { type ErrorCode, hasCode, isLatchkeyError } from '../errors';
import type { Identity, Session } from '../session/session';
import { sessions } from '../sessions';
import { type Activity, toActivities } from './activity';
import { ADMIN_GROUP } from './administrators';
import { type Device, toDevices } from './devices';
import { requireGroup } from './groups';
import { currentAppearance } from './language';
import { userDirectory } from './user-directory';

/** Why Cognito cannot be asked about accounts at the moment; null when it can. */
export type DirectoryProblem = Extract<
  ErrorCode,
  'administration_denied' | 'identity_provider_unavailable'
> | null;

/** What is known of a user without Cognito, from their sessions. */
type Known = Pick<Account, 'username' | 'name' | 'email'> & Partial<Account>;

export interface PeoplePage {
  readonly people: readonly Known[];
  /** Names the next page; null after the last. */
  readonly next: string | null;
  /** Other than null: these are only those who are signed in, and go by exactly that name. */
  readonly problem: DirectoryProblem;
}

/** A user as administrators see them, signed in or not. */
export interface Person extends Known {
  readonly sub: string;
  readonly groups: readonly string[];
  readonly devices: readonly Device[];
  readonly activity: readonly Activity[];
  /** Whether this is who asks. */
  readonly isSelf: boolean;
  readonly problem: DirectoryProblem;
}

/** Entries of a user's security log on their page. */
const SHOWN_ACTIVITY = 15;

/**
 * One page of the users whom `text` finds.
 *
 * @param text the beginning of an e-mail address, of a name or of an id; nothing for everyone
 * @param from the place that the page before has named
 * @throws LatchkeyError `unauthenticated`, `forbidden` or `store_unavailable`
 */
export async function findPeople(text: string, from?: string): Promise<PeoplePage> {
  await requireAdministrator();
  const directory = await userDirectory();
  const place = parsePlace(from);
  try {
    const { accounts, next } = await directory.find(text, place).catch((error: unknown) => {
      // Cognito no longer knows its own token: the list begins again.
      if (place.token !== undefined && hasCode(error, 'account_state')) return directory.find(text, START);
      throw error;
    });
    return { people: accounts, next: next && placeText(next), problem: null };
  } catch (error) {
    const problem = problemOf(error);
    return { people: text === '' ? [] : await findSignedIn(text), next: null, problem };
  }
}

/**
 * A user with their sessions and what happened to them.
 *
 * @param username Cognito's
 * @throws LatchkeyError `unauthenticated`, `forbidden`, `not_found` or `store_unavailable`
 */
export async function readPerson(username: string): Promise<Person> {
  const caller = await requireAdministrator();
  const { account, problem } = await readAccount(username);
  const sub = account?.sub ?? (await subOf(username));
  const [live, log] = await Promise.all([sessions().list(sub), sessions().activity(sub)]);
  const identity = live[0]?.identity;
  return {
    ...(account ?? knownOf(identity, username)),
    sub,
    groups: identity?.groups ?? [],
    devices: await toDevices(live, caller.publicId, (await currentAppearance()).language),
    activity: await toActivities(log.slice(0, SHOWN_ACTIVITY), caller.publicId),
    isSelf: sub === caller.identity.sub,
    problem,
  };
}

/**
 * The caller's session, if it is an administrator's.
 *
 * @throws LatchkeyError `unauthenticated`, `forbidden`, or `store_unavailable` or `identity_provider_unavailable` when
 *   that cannot be found out
 */
export async function requireAdministrator(): Promise<Session> {
  return requireGroup(ADMIN_GROUP);
}

/** The `sub` behind a user name, as far as sessions tell: of the pool's own accounts it is the user name itself. */
export async function subOf(username: string): Promise<string> {
  const [found] = await sessions().findUsers(username);
  return found ?? username;
}

async function readAccount(
  username: string,
): Promise<{ account: Account | null; problem: DirectoryProblem }> {
  try {
    return { account: await (await userDirectory()).get(username), problem: null };
  } catch (error) {
    return { account: null, problem: problemOf(error) };
  }
}

/** @throws whatever is no reason why Cognito cannot be asked */
function problemOf(error: unknown): NonNullable<DirectoryProblem> {
  if (isLatchkeyError(error)) {
    const { code } = error;
    if (code === 'administration_denied' || code === 'identity_provider_unavailable') return code;
  }
  throw error;
}

async function findSignedIn(name: string): Promise<Known[]> {
  const subs = new Set([name, ...(await sessions().findUsers(name))]);
  const lists = await Promise.all([...subs].map((sub) => sessions().list(sub)));
  return lists.flatMap(([latest]) => (latest ? [knownOf(latest.identity, name)] : []));
}

function knownOf(identity: Identity | undefined, username: string): Known {
  if (identity === undefined) return { username, name: null, email: null };
  return { username: identity.username, name: identity.name, email: identity.email };
}
