import type { ActionState } from '@/lib/data/action-state';
import type { AuthenticatorSecret } from '@/lib/data/second-factor';

/** `secret` is set while the user is setting an authenticator app up. */
export type AuthenticatorState = ActionState & { readonly secret: AuthenticatorSecret | null };
