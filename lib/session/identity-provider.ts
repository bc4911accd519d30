import type { EndReason, Identity } from './session';

/** Cognito's tokens for one session. They exist in clear only in this process's memory. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** When the access token runs out: epoch milliseconds, by its own `exp`. */
  readonly accessExpiresAt: number;
}

/**
 * What the session engine needs of Cognito. The one implementation is `lib/auth/cognito.ts`.
 * `refresh` rejects with `RefreshRefused` when Cognito said no, and with anything else when it could not be asked.
 */
export interface IdentityProvider {
  refresh(refreshToken: string): Promise<Tokens>;
  /** Idempotent: revoking what is already revoked succeeds. Ends the whole family of rotated tokens. */
  revoke(refreshToken: string): Promise<void>;
  /** Who a refreshed id token is about, verified; without it groups count as not confirmed. */
  identify?(tokens: Tokens): Promise<Identity>;
}

/** What becomes of an account as a whole, which ends all of its sessions. */
export type AccountEnd = Extract<EndReason, 'user_disabled' | 'account_deleted'>;

/** Cognito refused the refresh token for good: revoked, expired, reused, or its user is gone or disabled. */
export class RefreshRefused extends Error {
  override readonly name = 'RefreshRefused';
  /**
   * @param reason Cognito's exception name, such as `NotAuthorizedException` or `RefreshTokenReuseException`
   * @param account what happened to the account, when it is the account that was refused and not this one token
   */
  constructor(
    readonly reason: string,
    readonly account: AccountEnd | null = null,
  ) {
    super(`Cognito refused the refresh token: ${reason}`);
  }
}
