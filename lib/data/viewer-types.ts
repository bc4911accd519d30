import type { SignInMethod } from '../session/types';

/** Who is asking: small, safe to render and to send to the person's own browser. Times are epoch milliseconds. */
export interface Viewer {
  readonly sub: string;
  readonly username: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly picture: string | null;
  readonly groups: readonly string[];
  readonly method: SignInMethod;
  readonly signedInAt: number;
  readonly expiresAt: number;
}
