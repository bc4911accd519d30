import 'server-only';
import type { Claim } from './auth/relay/claim';
import { config } from './config/config';
import { hasCode } from './errors';
import { addressOf, clientOf } from './request-session';
import type { Spender, Spent } from './session/budgets';
import type { BudgetKind } from './session/limits';
import { browserHash } from './session/ticket';
import { budgets, incidents } from './sessions';
import { ticketOf } from './tickets';

interface Spending {
  /** The user name that is tried. */
  readonly account?: string | null;
  readonly points?: number;
}

/**
 * Counts something that a request asks for.
 *
 * @throws LatchkeyError `too_many_requests`, with how long to wait
 */
export async function spend(kind: BudgetKind, headers: Headers, spending: Spending = {}): Promise<Spent> {
  if (!config().rateLimits) return null;
  const { account = null, points } = spending;
  try {
    return await budgets().spend(kind, spenderOf(headers, account), points);
  } catch (error) {
    if (account !== null && hasCode(error, 'too_many_requests')) {
      await incidents().budgetExceeded(account, kind, clientOf(headers));
    }
    throw error;
  }
}

/** Counts it no longer: it turned out to be as it should. */
export function giveBack(spent: Spent): Promise<void> {
  return budgets().giveBack(spent);
}

/** What succeeds shows that it was no guess; what sends something has sent it. */
const GIVEN_BACK: ReadonlySet<BudgetKind> = new Set(['password_try', 'code_try']);

/** Refusals of a password or code (Amazon Cognito API reference, RespondToAuthChallenge, Errors). */
const WRONG: ReadonlySet<string> = new Set([
  'NotAuthorizedException',
  'CodeMismatchException',
  'ExpiredCodeException',
]);

/**
 * Counts what a request asks Cognito for through the relay.
 *
 * @returns to be called with Cognito's refusal by name, or null for none
 * @throws LatchkeyError `too_many_requests`
 */
export async function admitRelayed(headers: Headers, { kind, account, signsIn }: Claim) {
  const spent = await spend(kind, headers, { account });
  return async (errorType: string | null): Promise<void> => {
    if (errorType === null && GIVEN_BACK.has(kind)) await giveBack(spent);
    const failed = signsIn && account !== null && errorType !== null && WRONG.has(errorType);
    if (failed) await incidents().signInFailed(account, errorType, clientOf(headers));
  };
}

function spenderOf(headers: Headers, account: string | null): Spender {
  const ticket = ticketOf(headers);
  return {
    address: addressOf(headers),
    account,
    browser: ticket && browserHash(ticket.browserId),
  };
}
