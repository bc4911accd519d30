import { expect, it } from 'vitest';
import { activityInWords } from '@/components/activity/activity-words';
import type { Activity } from '@/lib/data/activity';

const entry = (type: Activity['type'], reason?: string): Activity => ({
  id: '1-0',
  at: 0,
  type,
  session: null,
  current: false,
  provider: null,
  browser: null,
  system: null,
  ...(reason !== undefined && { reason }),
});

it.each<[Activity['type'], string, RegExp]>([
  ['sign_in_failed', 'NotAuthorizedException', /password was wrong/],
  ['sign_in_failed', 'CodeMismatchException', /code was wrong/],
  ['budget_exceeded', 'password_try', /Signing in was tried too often/],
  ['budget_exceeded', 'code_sent', /Codes were asked for too often/],
  ['administrative_act', 'ended_a_session', /ended a session of someone else/],
  ['administrative_act', 'ended_all_sessions', /ended all sessions of someone else/],
  ['refresh_refused', 'NotAuthorizedException', /refused to renew/],
])('an entry of %s, %s, is a sentence', (type, reason, words) => {
  expect(activityInWords(entry(type, reason))).toMatch(words);
});
