import type { SessionAnswer } from './session-answer';

/** The longest that the server holds an answer for: hosts end a request after 30 seconds. */
export const HOLD_SECONDS = 20;
/** As short as waiting can be: an answer soon that does not count as use, which an answer at once would. */
export const GLANCE_SECONDS = 1;
/** Held questions begin this far apart, however early they are answered, and the one after an outage waits as long. */
const INTERVAL_MS = 3_000;
/** A session that another takes the place of ends a moment before the browser has the new one's cookie. */
const SETTLE_MS = 500;

/** Where answers are not held: asked this often while someone is at work in the tab, and while it merely lies open. */
export const ACTIVE_INTERVAL_MS = 3_500;
export const IDLE_INTERVAL_MS = 55_000;

export interface Step {
  /** Whether the answer may be acted upon. */
  readonly isFinal: boolean;
  /** How long the next question may be held, in seconds; 0 is answered at once. */
  readonly waitSeconds: number;
  /** Milliseconds until then. */
  readonly pauseMs: number;
  /** Milliseconds until then in a tab in which nobody is at work. */
  readonly idlePauseMs: number;
}

const step = (isFinal: boolean, waitSeconds: number, pauseMs: number, idlePauseMs = pauseMs): Step => ({
  isFinal,
  waitSeconds,
  pauseMs,
  idlePauseMs,
});

/**
 * What follows an answer.
 *
 * @param waitSeconds how long it might have been held
 * @param tookMs how long it was
 * @param holds whether the server holds answers; true until it has shown that it does not
 */
export function afterQuestion(
  waitSeconds: number,
  answer: SessionAnswer,
  tookMs: number,
  holds: boolean,
): Step {
  const mayHold = waitSeconds > 0;
  // It is about the cookie that the question was sent with; since then somebody may have signed in again.
  if (mayHold && answer.kind === 'signed-out') return step(false, 0, SETTLE_MS);
  if (answer.kind === 'unknown') return step(true, GLANCE_SECONDS, INTERVAL_MS);
  if (!holds) return step(true, HOLD_SECONDS, ACTIVE_INTERVAL_MS, IDLE_INTERVAL_MS);
  return step(true, HOLD_SECONDS, mayHold ? Math.max(0, INTERVAL_MS - tookMs) : 0);
}
