import type { SessionAnswer } from './session-answer';
import { initialState, type SessionState } from './session-state';

/** The state after an answer. An unknown answer keeps what was known and adds why. */
export function afterAnswer(state: SessionState, answer: SessionAnswer): SessionState {
  if (answer.kind === 'unknown') return { ...state, problem: answer.problem };
  return initialState(answer.kind === 'signed-in' ? answer.viewer : null);
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
