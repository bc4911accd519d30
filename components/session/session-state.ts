import type { Viewer } from '@/lib/data/viewer';
import type { Problem } from './session-answer';

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
