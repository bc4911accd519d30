import type { Viewer } from '@/lib/data/viewer';
import type { Problem, SessionAnswer } from './session-answer';

/** The session as this tab knows it. `problem` is set while the last question went unanswered. */
export type SessionState = { readonly problem: Problem | null } & (
  | { readonly status: 'loading' }
  | { readonly status: 'signed-in'; readonly viewer: Viewer }
  | { readonly status: 'signed-out' }
);

/** @param initial whom the server rendered the page for: null for nobody, undefined if the page is the same for all */
export function initialState(initial: Viewer | null | undefined): SessionState {
  if (initial === undefined) return { status: 'loading', problem: null };
  return initial === null
    ? { status: 'signed-out', problem: null }
    : { status: 'signed-in', viewer: initial, problem: null };
}

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
