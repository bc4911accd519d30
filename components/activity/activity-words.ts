import type { Activity } from '@/lib/data/activity';
import type { ActivityGroup } from '@/lib/data/activity-groups';
import type { AdministrativeAct } from '@/lib/session/incidents';
import type { CredentialChange, EndReason } from '@/lib/session/session';
import { methodInWords } from '../session/display-name';

/** One of something, and so many of it. */
type Counted = readonly [one: string, many: (count: number) => string];

const because = (reason: string): Counted => [
  `A session ended, because ${reason}`,
  (count) => `${count} sessions ended, because ${reason}`,
];

const ENDINGS: Readonly<Record<EndReason, Counted>> = {
  signed_out: ['Signed out', (count) => `Signed out ${count} times`],
  ended_by_owner: ['You ended a session', (count) => `You ended ${count} sessions`],
  ended_by_administrator: [
    'An administrator ended a session',
    (count) => `An administrator ended ${count} sessions`,
  ],
  password_changed: because('you changed your password'),
  credentials_changed: because('how you sign in was changed'),
  replaced: [
    'A newer sign-in in the same browser took a session’s place',
    (count) => `Newer sign-ins in the same browser took the place of ${count} sessions`,
  ],
  too_many_sessions: [
    'The oldest session ended, because there were too many',
    (count) => `The ${count} oldest sessions ended, because there were too many`,
  ],
  refresh_refused: because('Cognito refused to renew it'),
  binding_mismatch: because('it was used from elsewhere'),
  user_disabled: because('the account was disabled'),
  account_deleted: [
    'A session ended with the account',
    (count) => `${count} sessions ended with the account`,
  ],
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

const ACTS: Readonly<Record<AdministrativeAct, readonly [done: string, doing: string]>> = {
  ended_a_session: ['An administrator signed out a device', 'you signed out a device of someone else'],
  ended_all_sessions: ['An administrator signed out every device', 'you signed out every device of someone'],
  disabled_account: ['An administrator disabled the account', 'you disabled an account'],
  enabled_account: ['An administrator enabled the account again', 'you enabled an account again'],
  reset_password: ['An administrator had the password reset', 'you had someone’s password reset'],
};

/** What happened, in one sentence, to whom it happened. */
export function activityInWords({ latest, entries }: ActivityGroup<Activity>): string {
  const { type, reason, method, provider } = latest;
  const count = entries.length;
  const times = count === 1 ? '' : `, ${count} times`;
  switch (type) {
    case 'signed_in':
      return method === undefined ? 'Signed in' : `Signed in with ${methodInWords({ method, provider })}`;
    case 'new_device':
      return 'First sign-in with this browser';
    case 'provider_linked':
      return `${provider ?? 'A provider'} was linked to your account: from now on it signs you in too`;
    case 'sign_in_failed':
      return `A sign-in failed${times}: the ${reason === 'NotAuthorizedException' ? 'password' : 'code'} was wrong`;
    case 'budget_exceeded':
      return reason === 'code_sent'
        ? 'Codes were asked for too often, and no more were sent'
        : 'Signing in was tried too often, and further tries were refused';
    case 'administrative_act':
      return `As an administrator, ${isAct(reason) ? ACTS[reason][1] : 'you changed an account'}`;
    case 'administered':
      return isAct(reason) ? ACTS[reason][0] : 'An administrator changed the account';
    case 'ended':
      return counted(isEndReason(reason) ? ENDINGS[reason] : ENDED, count);
    case 'refresh_refused':
      return `Cognito refused to renew a session${times}`;
    case 'reuse_detected':
      return `A refresh token was used a second time${times}`;
    case 'binding_mismatch':
      return `A session was used from another browser or network${times}`;
    case 'device_not_proved':
      return `A copy of a session’s cookie was refused${times}: the browser could not show the session’s key`;
    default:
      return CHANGES[type];
  }
}

const THEIRS: Readonly<Record<string, string>> = { You: 'They', you: 'they', Your: 'Their', your: 'their' };

/** The same sentence about someone else, for administrators. */
export function fromOutside(sentence: string): string {
  return sentence.replace(/\byour?\b/gi, (word) => THEIRS[word] ?? word);
}

/** Whether the person should look at it twice. */
export function isWarning({ type }: Activity): boolean {
  return WARNINGS.has(type) || Object.hasOwn(CHANGES, type);
}

const WARNINGS: ReadonlySet<Activity['type']> = new Set([
  'sign_in_failed',
  'budget_exceeded',
  'administered',
  'reuse_detected',
  'binding_mismatch',
  'device_not_proved',
  'new_device',
  'provider_linked',
]);

const ENDED: Counted = ['A session ended', (count) => `${count} sessions ended`];

function counted([one, many]: Counted, count: number): string {
  return count === 1 ? one : many(count);
}

function isEndReason(reason: string | undefined): reason is EndReason {
  return reason !== undefined && Object.hasOwn(ENDINGS, reason);
}

function isAct(reason: string | undefined): reason is AdministrativeAct {
  return reason !== undefined && Object.hasOwn(ACTS, reason);
}
