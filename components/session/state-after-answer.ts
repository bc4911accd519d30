import type { Words } from '@/messages/words';
import type { Problem, SessionAnswer } from './session-answer';
import { initialState, type SessionState } from './session-state';

/**
 * The state after an answer. An unknown answer keeps what was known and adds why.
 *
 * @param words the page's; without them it is said in English
 */
export function afterAnswer(
  state: SessionState,
  answer: SessionAnswer,
  words?: Words<'frame'>,
): SessionState {
  if (answer.kind !== 'unknown') return initialState(answer.kind === 'signed-in' ? answer.viewer : null);
  const { problem } = answer;
  return { ...state, problem: words ? inWords(problem, state.status === 'signed-in', words) : problem };
}

/** Only whom this tab knows to be signed in can be told that they still are. */
function inWords({ code }: Problem, isSignedIn: boolean, words: Words<'frame'>): Problem {
  const { signInAway, unreachable, sessionsAway, serviceAway, keepsTrying, inSeconds } = words;
  if (!isSignedIn) return { code, message: signInAway, nextStep: inSeconds };
  if (code === null) return { code, message: unreachable, nextStep: keepsTrying };
  return { code, message: code === 'store_unavailable' ? sessionsAway : serviceAway, nextStep: inSeconds };
}

/** The user's `sub`, null for nobody, undefined while it is not known. */
export function subOf(state: SessionState): string | null | undefined {
  if (state.status === 'loading') return undefined;
  return state.status === 'signed-in' ? state.viewer.sub : null;
}

/** Whether what is on the page belongs to someone who is no longer signed in here. */
export function hasLostItsUser(before: SessionState, after: SessionState): boolean {
  return before.status === 'signed-in' && subOf(after) !== before.viewer.sub;
}
