import type { Preferences } from '../preferences';
import type { Proven } from '../proof';
import type { SessionRef } from '../store/session-ref';

/** Names a session in lists, URLs and logs. Derived one way from the hash of its id, so it opens nothing. */
export type PublicId = Proven<'public id'>;

/** How the pool's own users sign in. `hosted` is managed login with whatever factors it asked for. */
const OWN_METHODS = ['hosted', 'password', 'passkey'] as const;
type OwnMethod = (typeof OWN_METHODS)[number];

/**
 * How a user proved who they are: in one of the pool's own ways, or with a provider of `amplify/auth/providers.ts`, by its
 * name there. `provider` is one that the app is not told of, such as one that was removed while someone signed in.
 */
export type SignInMethod = OwnMethod | 'provider' | (string & Record<never, never>);

/** Whether a way to sign in is the pool's own, and not a provider's. */
export function isOwnMethod(method: SignInMethod): method is OwnMethod {
  return OWN_METHODS.some((own) => own === method);
}

/**
 * Whether an account is the pool's own, and not a provider's, however its user came: a provider may be linked to it. In a
 * pool that signs in by e-mail address the own ones alone have their `sub` as user name.
 */
export function isOwnAccount(account: Pick<Identity, 'sub' | 'username'>, method: SignInMethod): boolean {
  return isOwnMethod(method) || account.username === account.sub;
}

/** Who signed in, from the verified id token. Safe to render; holds no token. */
export interface Identity {
  /** Cognito's `sub`, unique and stable within the pool. */
  readonly sub: string;
  /** Cognito's `cognito:username`: equal to `sub` in e-mail pools, `google_<id>` for federated users. */
  readonly username: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
  readonly picture: string | null;
  readonly groups: readonly string[];
}

/** What is known of the browser behind a request. */
export interface ClientDescription {
  /** Such as `Firefox`; null when the browser did not say. */
  readonly browser: string | null;
  /** Such as `Windows`; null when the browser did not say. */
  readonly system: string | null;
  /** The client's address after the configured number of trusted proxies. */
  readonly address: string;
}

/** The key that a browser has shown to be its own, and that a bound session is worth nothing without. */
export interface BrowserKey {
  /** Derived one way from the key. */
  readonly id: string;
  /** Public, as text by `lib/session/device-proof.ts`. */
  readonly key: string;
  /** Epoch milliseconds. */
  readonly boundAt: number;
}

/** A live session as the app sees it: identity and life, without tokens. All times are epoch milliseconds. */
export interface Session {
  readonly publicId: PublicId;
  /** Where the record lives. Never leaves the server. */
  readonly ref: SessionRef;
  readonly identity: Identity;
  readonly method: SignInMethod;
  readonly client: ClientDescription;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** When the user last proved who they are (`auth_time`, OpenID Connect Core §2). */
  readonly authenticatedAt: number;
  readonly absoluteExpiresAt: number;
  /** False: the last refresh could not verify its id token, so the groups may be out of date. */
  readonly groupsConfirmed: boolean;
  /** False: the cookie goes with the browser. */
  readonly remembered: boolean;
  readonly accessExpiresAt: number;
  /** Null: a ticket alone is enough. */
  readonly browserKey: BrowserKey | null;
  /** The language and look that its user has chosen. In the record, so that no page asks for them. */
  readonly preferences: Preferences;
}

export type EndReason =
  | 'signed_out'
  | 'ended_by_owner'
  | 'ended_by_administrator'
  | 'password_changed'
  | 'credentials_changed'
  | 'replaced'
  | 'too_many_sessions'
  | 'refresh_refused'
  | 'binding_mismatch'
  | 'user_disabled'
  | 'account_deleted';

/** What was changed of how a user signs in. Each is an entry of their security log under this name. */
export const CREDENTIAL_CHANGES = [
  'password_changed',
  'password_reset',
  'second_factor_on',
  'second_factor_off',
  'authenticator_app_set',
  'passkey_added',
  'passkey_removed',
  'email_changed',
] as const;

export type CredentialChange = (typeof CREDENTIAL_CHANGES)[number];

/** When a session ends of itself unless it is used: epoch milliseconds. @param idleMs how long it may go unused */
export function endOf({ absoluteExpiresAt, lastSeenAt }: Session, idleMs: number): number {
  return Math.min(absoluteExpiresAt, lastSeenAt + idleMs);
}
