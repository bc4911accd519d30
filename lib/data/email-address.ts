import 'server-only';
import { headers } from 'next/headers';
import type { CognitoAnswer } from '../auth/cognito';
import { LatchkeyError } from '../errors';
import { giveBack, spend } from '../request-budgets';
import { isOwnAccount, type Session } from '../session/session';
import { askCognito, refusedBy } from './ask-cognito';
import { credentialsChanged } from './credential-change';
import { requireRecentSignIn } from './recent-sign-in';

/** What became of a wish for another address. `code_sent`: until the code comes back the old one stays. */
export type EmailOutcome = 'code_sent' | 'taken' | 'not_accepted' | 'undeliverable' | 'too_often';

/** What became of a code. `taken`: somebody else has confirmed that address meanwhile. */
export type EmailCodeOutcome = 'changed' | 'wrong' | 'expired' | 'taken' | 'too_often';

/** Refusals by name (Amazon Cognito API reference, UpdateUserAttributes, Errors). */
const REQUEST_REFUSALS: Readonly<Record<string, EmailOutcome>> = {
  AliasExistsException: 'taken',
  UsernameExistsException: 'taken',
  InvalidParameterException: 'not_accepted',
  CodeDeliveryFailureException: 'undeliverable',
  InvalidEmailRoleAccessPolicyException: 'undeliverable',
  LimitExceededException: 'too_often',
  TooManyRequestsException: 'too_often',
};

/** The same of VerifyUserAttribute. */
const CODE_REFUSALS: Readonly<Record<string, EmailCodeOutcome>> = {
  CodeMismatchException: 'wrong',
  InvalidParameterException: 'wrong',
  ExpiredCodeException: 'expired',
  AliasExistsException: 'taken',
  LimitExceededException: 'too_often',
  TooManyRequestsException: 'too_often',
};

/**
 * Asks Cognito to send a code to an address that is to become the user's. Nothing changes until the code comes back
 * (`AttributesRequireVerificationBeforeUpdate`, which `amplify/` has for e-mail).
 *
 * @param address well-formed
 * @throws LatchkeyError `recent_sign_in_required`, `forbidden` for an account that a provider looks after,
 *   `too_many_requests`, `session_ended`, `store_unavailable` or `identity_provider_unavailable`
 */
export async function requestEmail(address: string): Promise<EmailOutcome> {
  const session = await requireOwnAccount();
  await spend('code_sent', await headers(), { account: session.identity.sub });
  const UserAttributes = [{ Name: 'email', Value: address }];
  const answer = await askCognito(session, 'UpdateUserAttributes', { UserAttributes });
  return answer.errorType === null ? 'code_sent' : readRefusal(answer, REQUEST_REFUSALS);
}

/**
 * Gives Cognito the code that the new address was sent, which makes it the user's. The action has to `redirect` after
 * a change.
 *
 * @throws LatchkeyError as `requestEmail` does
 */
export async function confirmEmail(code: string): Promise<EmailCodeOutcome> {
  const session = await requireOwnAccount();
  const spent = await spend('code_try', await headers(), { account: session.identity.sub });
  const input = { AttributeName: 'email', Code: code };
  const answer = await askCognito(session, 'VerifyUserAttribute', input);
  if (answer.errorType !== null) return readRefusal(answer, CODE_REFUSALS);
  await giveBack(spent);
  await credentialsChanged('email_changed');
  return 'changed';
}

async function requireOwnAccount(): Promise<Session> {
  const session = await requireRecentSignIn();
  if (!isOwnAccount(session.identity, session.method)) throw new LatchkeyError('forbidden');
  return session;
}

function readRefusal<Outcome>(answer: CognitoAnswer, refusals: Readonly<Record<string, Outcome>>): Outcome {
  const outcome = refusals[answer.errorType ?? ''];
  if (outcome === undefined) throw refusedBy(answer);
  return outcome;
}
