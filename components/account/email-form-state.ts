import type { ActionState } from '@/lib/data/action-state';

/** `isSent`: a code went to the address that was typed, and is asked for next. */
export type EmailFormState = ActionState & { readonly isSent: boolean };
