import type { ErrorCode } from '../errors';

/** What a form shows after its server action ran. */
export type ActionState =
  | { readonly status: 'idle' }
  | { readonly status: 'done'; readonly message: string }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly nextStep: string;
    };

export const IDLE: ActionState = { status: 'idle' };
