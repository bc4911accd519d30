import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterQuestion, GLANCE_SECONDS, HOLD_SECONDS } from '@/components/session/next-question';
import { askForSession, type SessionAnswer } from '@/components/session/session-answer';
import type { Viewer } from '@/lib/data/viewer';

const viewer: Viewer = {
  sub: 'ada',
  username: 'google_1',
  name: null,
  email: 'ada@gmail.example',
  picture: null,
  groups: [],
  method: 'google',
  provider: 'Google',
  signedInAt: 0,
  expiresAt: 1,
};
const signedIn: SessionAnswer = { kind: 'signed-in', viewer, isHeld: true };
const signedOut: SessionAnswer = { kind: 'signed-out' };
const unknown: SessionAnswer = {
  kind: 'unknown',
  problem: { code: null, message: 'No.', nextStep: 'Wait.' },
};

test.each([
  ['an answer at once', 0, signedIn, 10, true, { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: 0 }],
  [
    'one held to the end',
    20,
    signedIn,
    20_010,
    true,
    { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: 0 },
  ],
  [
    'one that came early',
    20,
    signedIn,
    40,
    true,
    { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: 2960 },
  ],
  ['a short one', 1, signedIn, 1000, true, { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: 2000 }],
  ['no answer', 0, unknown, 8000, true, { isFinal: true, waitSeconds: GLANCE_SECONDS, pauseMs: 3000 }],
  ['no answer after a wait', 20, unknown, 28_000, true, { isFinal: true, waitSeconds: 1, pauseMs: 3000 }],
  ['the end, heard by waiting', 20, signedOut, 700, true, { isFinal: false, waitSeconds: 0, pauseMs: 500 }],
  ['the end, asked for', 0, signedOut, 10, true, { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: 0 }],
  [
    'the end, where no answer is held',
    20,
    signedOut,
    9,
    false,
    { isFinal: false, waitSeconds: 0, pauseMs: 500 },
  ],
])('what follows %s', (_what, waitSeconds, answer, tookMs, holds, step) => {
  expect(afterQuestion(waitSeconds, answer, tookMs, holds)).toEqual({ ...step, idlePauseMs: step.pauseMs });
});

test.each([0, 20])(
  'where no answer is held the next question waits for someone to be at work, or long',
  (waitSeconds) => {
    const { pauseMs, idlePauseMs } = afterQuestion(waitSeconds, signedIn, 10, false);
    // With the half second that lets another sign-in settle: five seconds, and a minute.
    expect(pauseMs).toBeLessThan(4_000);
    expect(idlePauseMs).toBeLessThan(58_000);
    const secondsAWorkingDay = (3_600_000 / pauseMs + (7 * 3_600_000) / idlePauseMs) * 0.1;
    expect(secondsAWorkingDay, 'a tab seen for eight hours, at 0.1 s a question').toBeLessThan(
      (8 * 3600) / 100,
    );
  },
);

const asked: { url: string; signal: AbortSignal }[] = [];

/** A network that never answers. */
function silence(url: string, { signal }: { signal: AbortSignal }): Promise<Response> {
  asked.push({ url, signal });
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal('fetch', silence);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  [0, '/api/auth/session', 8000],
  [20, '/api/auth/session?wait=20', 28_000],
])('a question that may be held for %i s is given up eight seconds later', async (waitSeconds, url, ms) => {
  const answer = askForSession({ waitSeconds });
  await vi.advanceTimersByTimeAsync(ms - 1);
  expect(asked).toMatchObject([{ url, signal: { aborted: false } }]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(await answer).toMatchObject({ kind: 'unknown' });
});

test('a question that the tab gives up is taken back', async () => {
  const hidden = new AbortController();
  const answer = askForSession({ waitSeconds: 20, signal: hidden.signal });
  hidden.abort();
  expect(asked[0]?.signal.aborted).toBe(true);
  expect(await answer).toMatchObject({ kind: 'unknown' });
});
