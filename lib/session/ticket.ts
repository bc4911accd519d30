/** Placeholder types until the implementation lands in this file. */
export interface Ticket {
  /** `session`: signed in. `guest`: a browser that has not signed in yet. */
  readonly kind: 'session' | 'guest';
  /** The store's hash tag for this person: 11 base64url characters. */
  readonly tag: string;
  /** The secret session id: 43 base64url characters (256 bits). */
  readonly id: string;
  /** Marks the browser and survives signing in: 22 base64url characters. Sign-in attempts are bound to it. */
  readonly browserId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}
