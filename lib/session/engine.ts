import type { Store } from '../store/port';
import type { IdentityProvider } from './identity-provider';
import type { Notify } from './notice';
import type { SessionPolicy } from './policy';
import type { PublicId } from './session';
import type { SessionKeys } from './session-keys';

/**
 * The only fields a log line may carry. None can hold a token, code, cookie or e-mail address, so nothing needs
 * redacting.
 */
export interface LogFields {
  readonly route?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly code?: string;
  readonly reason?: string;
  /** Milliseconds. */
  readonly duration?: number;
  readonly session?: PublicId;
  readonly count?: number;
  /** Logged by its name, code and place; its message could quote input. */
  readonly error?: unknown;
}

export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: LogFields) => void;

/** What the parts of the engine share. */
export interface Engine {
  readonly store: Store;
  readonly keys: SessionKeys;
  /** The pool's issuer: the same `sub` in another pool is another user. */
  readonly issuer: string;
  readonly identityProvider: IdentityProvider;
  readonly policy: SessionPolicy;
  /** Epoch milliseconds by this machine; dates tickets only. Sessions are judged by the store's clock. */
  readonly now: () => number;
  readonly log: Log;
  /** Tells users what may not have been them; without it nobody is told. */
  readonly notify?: Notify;
}
