import type { SessionAnswer } from './session-answer';

/** The longest that the server holds an answer for: hosts end a request after 30 seconds. */
export const HOLD_SECONDS = 20;
/** As short as waiting can be: an answer soon that does not count as use, which an answer at once would. */
export const GLANCE_SECONDS = 1;
/** Held questions begin this far apart, however early they are answered, and the one after an outage waits as long. */
const INTERVAL_MS = 3_000;
/** A session that another takes the place of ends a moment before the browser has the new one's cookie. */
const SETTLE_MS = 500;

export interface Step {
  /** Whether the answer may be acted upon. */
  readonly isFinal: boolean;
  /** How long the next question may be held, in seconds; 0 is answered at once. */
  readonly waitSeconds: number;
  /** Milliseconds until then. */
  readonly pauseMs: number;
}

/**
 * What follows an answer.
 *
 * @param waitSeconds how long it might have been held
 * @param tookMs how long it was
 */
export function afterQuestion(waitSeconds: number, answer: SessionAnswer, tookMs: number): Step {
  const held = waitSeconds > 0;
  // It is about the cookie that the question was sent with; since then somebody may have signed in again.
  if (held && answer.kind === 'signed-out') return { isFinal: false, waitSeconds: 0, pauseMs: SETTLE_MS };
  if (answer.kind === 'unknown') return { isFinal: true, waitSeconds: GLANCE_SECONDS, pauseMs: INTERVAL_MS };
  return { isFinal: true, waitSeconds: HOLD_SECONDS, pauseMs: held ? Math.max(0, INTERVAL_MS - tookMs) : 0 };
}
