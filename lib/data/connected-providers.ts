import 'server-only';
import { fetchAuthSession } from 'aws-amplify/auth/server';
import * as z from 'zod';
import { runWithSession } from '../amplify/server';
import { hasCode } from '../errors';
import { isOwnAccount } from '../session/session';
import { leavePage } from './leave-page';
import { providerNamed } from './provider-label';
import { requireSession } from './viewer';

/** What an account can be signed in to with. */
export interface WaysIn {
  /** Whether it is the pool's own, which has an address and whatever credentials its user has set. */
  readonly own: boolean;
  /** What people call the providers that are connected, such as `Google`. */
  readonly providers: readonly string[];
}

const identitiesSchema = z.array(z.object({ providerName: z.string() })).catch([]);

/**
 * How the caller can sign in, by the id token of their session: one that was verified when it came, and is as old as the
 * last refresh.
 *
 * @param returnTo the page's own path
 * @returns null while Cognito does not answer
 */
export async function readWaysIn(returnTo: string): Promise<WaysIn | null> {
  try {
    const session = await requireSession();
    const { tokens } = await runWithSession((context) => fetchAuthSession(context), session);
    const identities = identitiesSchema.parse(tokens?.idToken?.payload.identities);
    return {
      own: isOwnAccount(session.identity, session.method),
      providers: identities.map(({ providerName }) => providerNamed(providerName)),
    };
  } catch (error) {
    if (hasCode(error, 'identity_provider_unavailable')) return null;
    leavePage(error, returnTo);
  }
}
