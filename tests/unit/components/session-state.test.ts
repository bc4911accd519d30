import { expect, test } from 'vitest';
import type { SessionAnswer } from '@/components/session/session-answer';
import { initialState } from '@/components/session/session-state';
import { afterAnswer, hasLostItsUser, subOf } from '@/components/session/state-after-answer';
import type { Viewer } from '@/lib/data/viewer';

const ada: Viewer = {
  sub: 'ada',
  username: 'google_1',
  name: 'Ada Lovelace',
  email: 'ada@gmail.example',
  picture: null,
  groups: [],
  method: 'google',
  provider: 'Google',
  signedInAt: 0,
  expiresAt: 1,
};
const grace: Viewer = { ...ada, sub: 'grace', name: 'Grace Hopper' };
const problem = {
  code: 'store_unavailable' as const,
  message: 'Sessions cannot be read at the moment.',
  nextStep: 'Try again in a few seconds.',
};

const signedIn = (viewer: Viewer): SessionAnswer => ({ kind: 'signed-in', viewer, isHeld: true });
const signedOut: SessionAnswer = { kind: 'signed-out' };
const unknown: SessionAnswer = { kind: 'unknown', problem };

test.each([
  ['for somebody', ada, 'ada'],
  ['for nobody', null, null],
  ['for all', undefined, undefined],
])('a page rendered %s', (_whom, initial, sub) => {
  expect(subOf(initialState(initial))).toBe(sub);
});

test.each([ada, null, undefined])('an outage changes nothing but the notice', (initial) => {
  const before = initialState(initial);
  const during = afterAnswer(before, unknown);
  expect(during).toEqual({ ...before, problem });
  expect(hasLostItsUser(before, during)).toBe(false);
});

test('the notice goes with the next answer', () => {
  const during = afterAnswer(initialState(ada), unknown);
  expect(afterAnswer(during, signedIn(ada))).toEqual(initialState(ada));
});

test.each([
  ['the session ended', ada, signedOut, true],
  ['someone else signed in', ada, signedIn(grace), true],
  ['the same user signed in again', ada, signedIn({ ...ada, signedInAt: 9 }), false],
  ['somebody signed in', null, signedIn(ada), false],
  ['nobody was and is signed in', null, signedOut, false],
  ['the first answer came', undefined, signedOut, false],
])('whether the page has to be left when %s', (_what, initial, answer, lost) => {
  const before = initialState(initial);
  expect(hasLostItsUser(before, afterAnswer(before, answer))).toBe(lost);
});
