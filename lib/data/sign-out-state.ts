import type { ActionState } from './action-state';

/** `at` is when it was done, in epoch milliseconds: 0 before anything was. */
export type SignOutState = ActionState & { readonly at: number };
