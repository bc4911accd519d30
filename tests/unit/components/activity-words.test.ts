import { describe, expect, it, test } from 'vitest';
import { activityInWords, fromOutside } from '@/components/activity/activity-words';
import type { Activity } from '@/lib/data/activity';
import { groupActivity } from '@/lib/data/activity-groups';
import { MESSAGES } from '@/messages';

const MINUTE = 60_000;

const entry = (type: Activity['type'], reason?: string, at = 0): Activity => ({
  id: `${at}-0-${type}`,
  at,
  type,
  session: null,
  current: false,
  provider: null,
  browser: null,
  system: null,
  place: null,
  ...(reason !== undefined && { reason }),
});

const inWords = (...entries: Activity[]) =>
  groupActivity(entries).map((group) => activityInWords(group, MESSAGES.en));

it.each<[Activity['type'], string, RegExp]>([
  ['sign_in_failed', 'NotAuthorizedException', /password was wrong/],
  ['sign_in_failed', 'CodeMismatchException', /code was wrong/],
  ['budget_exceeded', 'password_try', /Signing in was tried too often/],
  ['budget_exceeded', 'code_sent', /Codes were asked for too often/],
  ['administrative_act', 'ended_a_session', /you signed out a device of someone else/],
  ['administrative_act', 'reset_password', /you had someone’s password reset/],
  ['administered', 'disabled_account', /An administrator disabled the account/],
  ['administered', 'unheard_of', /An administrator changed the account/],
  ['refresh_refused', 'NotAuthorizedException', /refused to renew/],
  ['ended', 'unheard_of', /^A session ended$/],
])('an entry of %s, %s, is a sentence', (type, reason, words) => {
  expect(inWords(entry(type, reason))).toEqual([expect.stringMatching(words)]);
});

describe('what belongs together', () => {
  test('eighteen sessions that were ended at one go are one sentence', () => {
    const ended = Array.from({ length: 18 }, () => entry('ended', 'ended_by_owner'));
    expect(inWords(...ended)).toEqual(['You ended 18 sessions']);
  });

  test('is of one reason, a few minutes apart, and nothing stands between', () => {
    const entries = [
      entry('ended', 'ended_by_owner', 60 * MINUTE),
      entry('ended', 'signed_out', 59 * MINUTE),
      entry('ended', 'signed_out', 58 * MINUTE),
      entry('signed_in', undefined, 57 * MINUTE),
      entry('ended', 'signed_out', 56 * MINUTE),
      entry('ended', 'signed_out', 5 * MINUTE),
    ];
    expect(inWords(...entries)).toEqual([
      'You ended a session',
      'Signed out 2 times',
      'Signed in',
      'Signed out',
      'Signed out',
    ]);
  });

  test('what is done once each stays apart', () => {
    expect(inWords(entry('passkey_added'), entry('passkey_added'))).toHaveLength(2);
  });

  test('tried passwords are counted', () => {
    const failed = [
      entry('sign_in_failed', 'NotAuthorizedException'),
      entry('sign_in_failed', 'NotAuthorizedException'),
    ];
    expect(inWords(...failed)).toEqual(['A sign-in failed, 2 times: the password was wrong']);
  });
});

test.each<[Activity['type'], string | undefined, string]>([
  ['ended', 'ended_by_owner', 'They ended a session'],
  ['ended', 'password_changed', 'A session ended, because they changed their password'],
  ['ended', 'too_many_sessions', 'The oldest session ended, because there were too many'],
  ['email_changed', undefined, 'Their e-mail address was changed'],
  ['passkey_added', undefined, 'A passkey was added'],
  ['administrative_act', 'unheard_of', 'As an administrator, they changed an account'],
])('administrators read of others’ %s, %s: %s', (type, reason, theirs) => {
  const [group] = groupActivity([entry(type, reason)]);
  expect(group && activityInWords(group, fromOutside(MESSAGES.en))).toBe(theirs);
});
