import type { SignInMethod } from '../session/types';

/** One session as its owner sees it. Times are epoch milliseconds. */
export interface Device {
  /** Names the session in URLs; it is not a token. */
  readonly publicId: string;
  readonly current: boolean;
  /** Such as `Firefox`; null when the browser did not say. */
  readonly browser: string | null;
  /** Such as `macOS`; null when the browser did not say. */
  readonly system: string | null;
  readonly address: string;
  readonly method: SignInMethod;
  readonly signedInAt: number;
  readonly lastSeenAt: number;
}
