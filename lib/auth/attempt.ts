import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BrowserHash } from '../session/ticket';
import { parseReturnTo } from './return-to';

/** How long someone may take from starting to finishing a hosted sign-in, in seconds. */
export const ATTEMPT_LIFETIME_SECONDS = 15 * 60;

const attemptSchema = z.object({
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string().transform(parseReturnTo),
  provider: z.string().nullable(),
  /** False for a shared device: the session ends with the browser. */
  remember: z.boolean(),
  /** Which browser: the attempt can be finished only where it was started. */
  browser: z.string(),
});

/** One hosted sign-in under way. Kept once under its `state`, and used once (RFC 9700 §4.7.1). */
export type Attempt = z.infer<typeof attemptSchema>;

/** An attempt as it starts, before the protocol's own secrets are added. */
export type NewAttempt = Omit<Attempt, 'nonce' | 'verifier' | 'browser'> & { readonly browser: BrowserHash };

/** Where an attempt is kept. The state itself is not stored, so a dump of the store finishes nothing. */
export function attemptKey(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}

/** Reads a stored attempt. Null for what is not one. */
export function parseAttempt(stored: string | null): Attempt | null {
  if (stored === null) return null;
  const result = attemptSchema.safeParse(JSON.parse(stored));
  return result.success ? result.data : null;
}

/** Whether a sign-in asks to be remembered: yes, unless its query says `remember=off`. */
export function readRemember(query: URLSearchParams): boolean {
  return query.get('remember') !== 'off';
}
