import 'server-only';
import { updatePassword } from 'aws-amplify/auth';
import { runWithSession } from '../amplify/server';
import { credentialsChanged } from './credential-change';
import { requireRecentSignIn } from './recent-sign-in';

/** What became of a wish for a new password. */
export type PasswordOutcome = 'changed' | 'wrong' | 'too_weak' | 'used_before' | 'too_often';

/** Refusals by name (Amazon Cognito API reference, ChangePassword, Errors). */
const REFUSALS: Readonly<Record<string, PasswordOutcome>> = {
  NotAuthorizedException: 'wrong',
  InvalidPasswordException: 'too_weak',
  InvalidParameterException: 'too_weak',
  PasswordHistoryPolicyViolationException: 'used_before',
  LimitExceededException: 'too_often',
  TooManyRequestsException: 'too_often',
};

/**
 * Changes the signed-in user's password. The action has to `redirect` after a change.
 *
 * @throws LatchkeyError `unauthenticated`, `recent_sign_in_required`, `session_ended`, `store_unavailable` or
 *   `identity_provider_unavailable`
 */
export async function changePassword(oldPassword: string, newPassword: string): Promise<PasswordOutcome> {
  await requireRecentSignIn();
  try {
    await runWithSession((context) => updatePassword(context, { oldPassword, newPassword }));
  } catch (error) {
    const outcome = error instanceof Error ? REFUSALS[error.name] : undefined;
    if (outcome === undefined) throw error;
    return outcome;
  }
  await credentialsChanged('password_changed');
  return 'changed';
}
