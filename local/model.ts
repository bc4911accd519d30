import type { ClientSettings } from './settings/client';
import type { MfaSettings, PoolSettings } from './settings/pool';

/** The records that the local AWS keeps. All plain JSON; all times in milliseconds since the epoch. */

export interface Pool {
  readonly id: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly settings: PoolSettings;
  readonly mfa: MfaSettings;
  /** Prefix of the managed-login domain, when it has one. */
  readonly domain?: string;
}

export interface Client {
  readonly id: string;
  readonly poolId: string;
  readonly secret?: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly settings: ClientSettings;
}

export type ProviderType = 'Google' | 'Facebook' | 'LoginWithAmazon' | 'SignInWithApple' | 'OIDC' | 'SAML';

export interface IdentityProvider {
  readonly poolId: string;
  readonly name: string;
  readonly type: ProviderType;
  /** True: a provider of one's own that the local AWS plays, since a template keeps back its credentials. */
  readonly played?: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly details: Record<string, string>;
  /** Pool attribute → claim of the provider. */
  readonly attributeMapping: Record<string, string>;
  readonly identifiers: string[];
}

/** What exchanges id tokens of a user pool for AWS credentials. */
export interface IdentityPool {
  /** Such as `us-east-1:11111111-2222-4333-8444-555555555555`. */
  readonly id: string;
  /** The app clients whose users have an identity in it. */
  readonly clientIds: readonly string[];
}

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description?: string;
  readonly roleArn?: string;
  readonly precedence?: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export type UserStatus =
  | 'UNCONFIRMED'
  | 'CONFIRMED'
  | 'EXTERNAL_PROVIDER'
  | 'RESET_REQUIRED'
  | 'FORCE_CHANGE_PASSWORD';

/** A sign-in at another provider that leads to this user. */
export interface LinkedIdentity {
  readonly providerName: string;
  readonly providerType: ProviderType;
  /** The user's id at that provider. */
  readonly userId: string;
  readonly primary: boolean;
  readonly linkedAt: number;
}

/** Enough to check a password by SRP or directly, not enough to know it. Hexadecimal. */
export interface PasswordVerifier {
  readonly salt: string;
  readonly verifier: string;
  /** Set on a temporary password: when it stops working. */
  readonly expiresAt?: number;
}

export interface SoftwareToken {
  /** Base32. */
  readonly secret: string;
  readonly verified: boolean;
  readonly friendlyName?: string;
  /** The 30-second steps of the last codes accepted, which are spent. */
  readonly usedSteps: number[];
}

export interface Passkey {
  /** base64url, as WebAuthn gives it. */
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string[];
  readonly attachment?: string;
  readonly friendlyName: string;
  readonly relyingPartyId: string;
  readonly createdAt: number;
}

export type MfaFactor = 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP';

export interface User {
  readonly poolId: string;
  readonly sub: string;
  readonly username: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** Everything is a string, as on the wire; includes `sub`. */
  readonly attributes: Record<string, string>;
  /** New values that wait for verification while the old ones stay (keep-original). */
  readonly pendingAttributes: Record<string, string>;
  readonly password?: PasswordVerifier;
  readonly softwareToken?: SoftwareToken;
  /** A secret that was handed out and waits for its first code. */
  readonly pendingTotpSecret?: string;
  readonly mfa: { readonly enabled: MfaFactor[]; readonly preferred?: MfaFactor };
  readonly passkeys: Passkey[];
  readonly identities: LinkedIdentity[];
  readonly groups: string[];
}

/** One user signed in to managed login: what its one-hour cookie stands for. */
export interface LoginSession {
  readonly id: string;
  readonly poolId: string;
  readonly sub: string;
  /** When the user last proved who they are. */
  readonly authTime: number;
  readonly expiresAt: number;
  /** Set when the user came through another provider. */
  readonly providerName?: string;
}

/** What `/oauth2/authorize` handed to the app and `/oauth2/token` takes back, once, within five minutes. */
export interface AuthorizationCode {
  readonly code: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  readonly redirectUri: string;
  readonly scopes: string[];
  readonly nonce?: string;
  readonly codeChallenge?: string;
  readonly resource?: string;
  readonly authTime: number;
  readonly expiresAt: number;
}

/** Everything issued from one sign-in: the tokens that share an `origin_jti`. */
export interface TokenFamily {
  /** The `origin_jti`. */
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  readonly way: SignInWay;
  readonly scopes: string[];
  readonly nonce?: string;
  readonly resource?: string;
  readonly authTime: number;
  /** End of the refresh tokens' life: that of the first one, for all of them. */
  readonly refreshExpiresAt: number;
  /** When the record may be forgotten: the last token of the family has expired by then. */
  readonly keepUntil: number;
  readonly revokedAt?: number;
  /** Serial of the newest refresh token; the one of the sign-in itself is 0. */
  readonly newest: number;
  /** Refresh tokens that were exchanged, and when: serial → ms. Only those that a grace period can still reach. */
  readonly rotatedAt: Record<string, number>;
}

/** Through the JSON API, or through the domain's OAuth endpoints: their tokens differ in claims. */
export type SignInWay = 'api' | 'oauth';

export type CodePurpose =
  | 'sign-up'
  | 'attribute'
  | 'forgot-password'
  | 'email-otp'
  | 'sms-mfa'
  | 'invitation';

/** A code that Cognito sent and waits for. */
export interface PendingCode {
  readonly poolId: string;
  readonly sub: string;
  readonly purpose: CodePurpose;
  /** The attribute it verifies or was sent to. */
  readonly attribute: string;
  readonly code: string;
  readonly expiresAt: number;
}
