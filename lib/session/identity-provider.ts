import type { Proven } from '../proof';
import type { EndReason, Identity, SignInMethod } from './session';

/** Cognito's tokens for one session. They exist in clear only in this process's memory. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  /** When the access token runs out: epoch milliseconds, by its own `exp`. */
  readonly accessExpiresAt: number;
}

/** What an id token says, once `verifyIdToken` has checked it. */
export type VerifiedIdToken = Proven<
  'verified id token',
  {
    readonly identity: Identity;
    /** When the user proved who they are (`auth_time`, OpenID Connect Core §2): epoch milliseconds by our clock. */
    readonly authenticatedAt: number;
    /** The provider whose account it is, by Cognito's name (`Google`); null for the pool's own users. */
    readonly provider: string | null;
    /** Providers that sign in to an account of the pool's own, by the same names; nothing for none. */
    readonly linked?: readonly string[];
  }
>;

/** Whom users can come from beside the pool itself: Google, a company's own directory. */
export interface Provider {
  /** Cognito's name for it, which its `identity_provider` parameter and id tokens say. */
  readonly name: string;
  /** What a session says of it. */
  readonly method: SignInMethod;
  /** What people call it. */
  readonly label: string;
}

/**
 * What the session engine needs of Cognito. The one implementation is `lib/auth/cognito.ts`.
 * `refresh` rejects with `RefreshRefused` when Cognito said no, and with anything else when it could not be asked.
 */
export interface IdentityProvider {
  refresh(refreshToken: string): Promise<Tokens>;
  /** Idempotent: revoking what is already revoked succeeds. Ends the whole family of rotated tokens. */
  revoke(refreshToken: string): Promise<void>;
  /** Verifies a refreshed id token; without it groups count as not confirmed. */
  verify?(tokens: Tokens): Promise<VerifiedIdToken>;
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
