import type { Activity } from '@/lib/data/activity';
import type { CredentialChange, EndReason } from '@/lib/session/session';
import { methodInWords } from '../session/display-name';

const ENDINGS: Readonly<Record<EndReason, string>> = {
  signed_out: 'Signed out',
  ended_by_owner: 'You ended a session',
  ended_by_administrator: 'An administrator ended a session',
  password_changed: 'A session ended, because you changed your password',
  credentials_changed: 'A session ended, because how you sign in was changed',
  replaced: 'A newer sign-in in the same browser took a session’s place',
  too_many_sessions: 'The oldest session ended, because there were too many',
  refresh_refused: 'A session ended, because Cognito refused to renew it',
  binding_mismatch: 'A session ended, because it was used from elsewhere',
  user_disabled: 'A session ended, because the account was disabled',
  account_deleted: 'A session ended with the account',
};

const CHANGES: Readonly<Record<CredentialChange, string>> = {
  password_changed: 'You changed your password',
  password_reset: 'Your password was reset with a code by e-mail',
  second_factor_on: 'Two-step verification was turned on',
  second_factor_off: 'Two-step verification was turned off',
  authenticator_app_set: 'An authenticator app was set up',
  passkey_added: 'A passkey was added',
  passkey_removed: 'A passkey was removed',
  email_changed: 'Your e-mail address was changed',
};

/** What happened, in one sentence. */
export function activityInWords({ type, reason, method, provider }: Activity): string {
  switch (type) {
    case 'signed_in':
      return method === undefined ? 'Signed in' : `Signed in with ${methodInWords({ method, provider })}`;
    case 'new_device':
      return 'First sign-in with this browser';
    case 'sign_in_failed':
      return reason === 'NotAuthorizedException'
        ? 'A sign-in failed: the password was wrong'
        : 'A sign-in failed: the code was wrong';
    case 'budget_exceeded':
      return reason === 'code_sent'
        ? 'Codes were asked for too often, and no more were sent'
        : 'Signing in was tried too often, and further tries were refused';
    case 'administrative_act':
      return reason === 'ended_a_session'
        ? 'As an administrator, you ended a session of someone else'
        : 'As an administrator, you ended all sessions of someone else';
    case 'ended':
      return isEndReason(reason) ? ENDINGS[reason] : 'A session ended';
    case 'refresh_refused':
      return 'Cognito refused to renew a session';
    case 'reuse_detected':
      return 'A refresh token was used a second time';
    case 'binding_mismatch':
      return 'A session was used from another browser or network';
    default:
      return CHANGES[type];
  }
}

/** Whether the person should look at it twice. */
export function isWarning({ type }: Activity): boolean {
  return WARNINGS.has(type) || Object.hasOwn(CHANGES, type);
}

const WARNINGS: ReadonlySet<Activity['type']> = new Set([
  'sign_in_failed',
  'budget_exceeded',
  'reuse_detected',
  'binding_mismatch',
  'new_device',
]);

function isEndReason(reason: string | undefined): reason is EndReason {
  return reason !== undefined && Object.hasOwn(ENDINGS, reason);
}
