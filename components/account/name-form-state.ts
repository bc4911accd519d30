import type { ActionState } from '@/lib/data/action-state';

/** `name` is what the user typed, so that nothing has to be typed twice. */
export type NameFormState = ActionState & { readonly name: string };
