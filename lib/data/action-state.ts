import type { ErrorCode } from '../errors';

/** What a form shows after its server action ran. */
export type ActionState = (
  | { readonly status: 'idle' }
  | { readonly status: 'done'; readonly message: string }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly nextStep: string;
      /** The name of the field that is at fault, where one is. */
      readonly field?: string;
    }
) & {
  /** What was typed, by the fields' names: what is not done has not to be typed again. */
  readonly typed?: Readonly<Record<string, string>>;
};

export const IDLE: ActionState = { status: 'idle' };
