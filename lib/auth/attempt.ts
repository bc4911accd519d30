import 'server-only';
import * as z from 'zod';
import { LatchkeyError } from '../errors';
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
  /** When it was started: epoch milliseconds by the store's clock. */
  startedAt: z.number(),
  /** True: only credentials asked for since then will do, not what managed login remembers. */
  fresh: z.boolean(),
  /** True: started a second time, after the first has linked the provider to an account. There is no third. */
  again: z.boolean().default(false),
  /** Which browser: the attempt can be finished only where it was started. */
  browser: z.string(),
});

/** One hosted sign-in under way. Its `state` is the attempt itself, sealed, and is used once (RFC 9700 §4.7.1). */
export type Attempt = z.infer<typeof attemptSchema>;

/** An attempt as it starts, before the protocol's own secrets are added. */
export type NewAttempt = Omit<Attempt, 'nonce' | 'verifier' | 'browser'> & { readonly browser: BrowserHash };

/** An attempt with the longest return path, sealed, is below this. */
const MAX_STATE_LENGTH = 3800;

/**
 * The state that a callback names.
 *
 * @throws LatchkeyError `attempt_unknown` for none, several, or one of absurd length
 */
export function readState(query: URLSearchParams): string {
  const [state, ...more] = query.getAll('state');
  if (state === undefined || more.length > 0 || state.length > MAX_STATE_LENGTH)
    throw new LatchkeyError('attempt_unknown');
  return state;
}

/** Reads an attempt. Null for what is not one. */
export function parseAttempt(stored: string | null): Attempt | null {
  if (stored === null) return null;
  const result = attemptSchema.safeParse(JSON.parse(stored));
  return result.success ? result.data : null;
}

/** Where the same sign-in starts once more, this time asking for credentials. */
export function startAfresh(attempt: Attempt): string {
  return startOver({ ...attempt, fresh: true });
}

/** Where the same sign-in starts once more, after it has linked the provider to an account. */
export function startAgain(attempt: Attempt): string {
  return startOver({ ...attempt, again: true });
}

function startOver({ provider, returnTo, remember, fresh, again }: Attempt): string {
  const query = new URLSearchParams({
    ...(fresh && { prompt: 'login' }),
    ...(again && { again: '1' }),
    returnTo,
    ...(provider !== null && { provider }),
    ...(!remember && { remember: 'off' }),
  });
  return `/api/auth/sign-in?${query}`;
}

/** Whether a sign-in asks for credentials even where managed login remembers someone (`prompt`, OpenID Connect Core). */
export function readFresh(query: URLSearchParams): boolean {
  return query.get('prompt') === 'login';
}

/** Whether a sign-in is the second of two, after the first has linked accounts. */
export function readAgain(query: URLSearchParams): boolean {
  return query.get('again') === '1';
}

const MAX_EMAIL_LENGTH = 256;

/** The e-mail address to start a sign-in with; null when none was typed. */
export function readLoginHint(query: URLSearchParams): string | null {
  return query.get('email')?.trim().slice(0, MAX_EMAIL_LENGTH) || null;
}

/** Whether a sign-in asks to be remembered: yes, unless its query says `remember=off`. */
export function readRemember(query: URLSearchParams): boolean {
  return query.get('remember') !== 'off';
}
