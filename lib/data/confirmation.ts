import 'server-only';
import { isLatchkeyError } from '../errors';
import { currentSession } from '../request-session';
import type { SignInMethod } from '../session/session';

/** Somebody who is signed in and is asked to confirm who they are. */
export interface Confirmation {
  readonly email: string | null;
  readonly method: SignInMethod;
  /** Whether their session outlives the browser, which the new one is to do as well. */
  readonly remembered: boolean;
}

/** Who is asked, for the sign-in page; null when nobody is signed in, and when that cannot be found out. */
export async function readConfirmation(): Promise<Confirmation | null> {
  try {
    const session = await currentSession();
    if (session === null) return null;
    const { identity, method, remembered } = session;
    return { email: identity.email, method, remembered };
  } catch (error) {
    if (isLatchkeyError(error)) return null;
    throw error;
  }
}
