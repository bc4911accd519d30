import 'server-only';
import { hasCode, LatchkeyError } from '../errors';
import type { AdministrativeAct } from '../session/incidents';
import type { Session } from '../session/session';
import { incidents, sessions } from '../sessions';
import { requireAdministrator, subOf } from './administration';
import { requireRecentSignIn } from './recent-sign-in';
import { userDirectory } from './user-directory';

/** What to do, to whom, and why. */
export interface Administer {
  readonly act: AdministrativeAct;
  /** Cognito's user name. */
  readonly username: string;
  /** The session to end, for `ended_a_session`. */
  readonly publicId: string | undefined;
  /** Why, for both security logs. */
  readonly note: string;
}

/** What came of it. */
export interface Outcome {
  /** How many sessions ended. */
  readonly ended: number;
  /** False: only the sessions here ended, because the app may not, or cannot now, say so to Cognito. */
  readonly toldCognito: boolean;
}

/**
 * Does what an administrator decided, and writes it to both security logs with the reason.
 *
 * @throws LatchkeyError `unauthenticated`, `forbidden`, `recent_sign_in_required`, `invalid_request` for what nobody may do to
 *   their own account, `not_found`, `account_state`, `administration_denied`, `identity_provider_unavailable` or
 *   `store_unavailable`
 */
export async function administer({ act, username, publicId, note }: Administer): Promise<Outcome> {
  const administrator = await requireAdministrator();
  await requireRecentSignIn();
  const target = await targetOf(username, act);
  if (LOCKING_OUT.has(act) && target.sub === administrator.identity.sub)
    throw new LatchkeyError('invalid_request');
  const outcome = await DEEDS[act]({ ...target, publicId });
  await incidents().administered(administrator, { act, ...target, note });
  return outcome;
}

/** Whoever did this to the last administrator, himself, would leave none. */
const LOCKING_OUT: ReadonlySet<AdministrativeAct> = new Set(['disabled_account', 'reset_password']);

/** What needs nothing of Cognito, so that sessions can be ended whatever the app may do there. */
const ONLY_HERE: ReadonlySet<AdministrativeAct> = new Set(['ended_a_session', 'ended_all_sessions']);

interface Target {
  readonly username: string;
  readonly sub: Session['identity']['sub'];
}

type Deed = (target: Target & { readonly publicId: string | undefined }) => Promise<Outcome>;

const DEEDS: Readonly<Record<AdministrativeAct, Deed>> = {
  ended_a_session: async ({ sub, publicId = '' }) => {
    const found = await sessions().endByPublicId(sub, publicId, 'ended_by_administrator');
    if (!found) throw new LatchkeyError('not_found');
    return { ended: 1, toldCognito: true };
  },
  // Cognito last: should it not answer, the sessions here are over all the same.
  ended_all_sessions: async ({ sub, username }) => {
    const ended = await sessions().endAll(sub, 'ended_by_administrator');
    return { ended, toldCognito: await signOutAtCognito(username) };
  },
  // Cognito first: a session that ended before could be followed by a new sign-in.
  disabled_account: async ({ sub, username }) => {
    await (await userDirectory()).disable(username);
    return { ended: await sessions().endAll(sub, 'user_disabled'), toldCognito: true };
  },
  enabled_account: async ({ username }) => {
    await (await userDirectory()).enable(username);
    return { ended: 0, toldCognito: true };
  },
  reset_password: async ({ sub, username }) => {
    await (await userDirectory()).resetPassword(username);
    const ended = await sessions().endAll(sub, 'ended_by_administrator');
    return { ended, toldCognito: await signOutAtCognito(username) };
  },
};

async function targetOf(username: string, act: AdministrativeAct): Promise<Target> {
  if (ONLY_HERE.has(act)) return { username, sub: await subOf(username) };
  return { username, sub: (await (await userDirectory()).get(username)).sub };
}

async function signOutAtCognito(username: string): Promise<boolean> {
  try {
    await (await userDirectory()).signOutEverywhere(username);
    return true;
  } catch (error) {
    const isAway = hasCode(error, 'administration_denied') || hasCode(error, 'identity_provider_unavailable');
    if (isAway || hasCode(error, 'not_found')) return false;
    throw error;
  }
}
