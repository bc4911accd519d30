import { expect, test } from 'vitest';
import type { Problem, SessionAnswer } from '@/components/session/session-answer';
import { initialState, type SessionState } from '@/components/session/session-state';
import { afterAnswer, hasLostItsUser, subOf } from '@/components/session/state-after-answer';
import type { Viewer } from '@/lib/data/viewer';
import { frame } from '@/messages/en/frame';

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
const signedIn = (viewer: Viewer): SessionAnswer => ({ kind: 'signed-in', viewer, isHeld: true });
const signedOut: SessionAnswer = { kind: 'signed-out' };
const after = (before: SessionState, answer: SessionAnswer) => afterAnswer(before, answer, frame);
const problem = (code: Problem['code']): Problem => ({
  code,
  message: 'As the server says it.',
  nextStep: 'Wait.',
});
const unknown = (code: Problem['code']): SessionAnswer => ({ kind: 'unknown', problem: problem(code) });

test.each([
  ['for somebody', ada, 'ada'],
  ['for nobody', null, null],
  ['for all', undefined, undefined],
])('a page rendered %s', (_whom, initial, sub) => {
  expect(subOf(initialState(initial))).toBe(sub);
});

test.each([ada, null, undefined])('an outage changes nothing but the notice', (initial) => {
  const before = initialState(initial);
  const during = after(before, unknown('store_unavailable'));
  expect(during).toEqual({ ...before, problem: expect.objectContaining({ code: 'store_unavailable' }) });
  expect(hasLostItsUser(before, during)).toBe(false);
});

test.each([
  ['Redis is away', ada, 'store_unavailable', frame.sessionsAway, frame.inSeconds],
  ['Cognito is away', ada, 'identity_provider_unavailable', frame.serviceAway, frame.inSeconds],
  ['the server is away', ada, null, frame.unreachable, frame.keepsTrying],
  ['Redis is away, for nobody', null, 'store_unavailable', frame.signInAway, frame.inSeconds],
  ['the server is away, before anything is known', undefined, null, frame.signInAway, frame.inSeconds],
] as const)(
  'what is said when %s, in the page’s words and without them',
  (_what, initial, code, message, nextStep) => {
    expect(after(initialState(initial), unknown(code)).problem).toEqual({ code, message, nextStep });
    expect(afterAnswer(initialState(initial), unknown(code)).problem).toEqual(problem(code));
  },
);

test('the notice goes with the next answer', () => {
  const during = after(initialState(ada), unknown(null));
  expect(after(during, signedIn(ada))).toEqual(initialState(ada));
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
  expect(hasLostItsUser(before, after(before, answer))).toBe(lost);
});
