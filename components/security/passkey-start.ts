import type { ActionState } from '@/lib/data/action-state';
import type { PasskeyOptions } from '@/lib/data/passkeys';

/** What the browser needs to make a passkey, or why there is none to be made. */
export type PasskeyStart =
  | { readonly status: 'ready'; readonly options: PasskeyOptions }
  | Extract<ActionState, { status: 'failed' }>;
