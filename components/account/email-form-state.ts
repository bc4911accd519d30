import type { ActionState } from '@/lib/data/action-state';

/** `address` is what the user typed; `isSent`: a code went there, and is asked for next. */
export type EmailFormState = ActionState & { readonly address: string; readonly isSent: boolean };
