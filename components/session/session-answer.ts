import type { Viewer } from '@/lib/data/viewer';
import type { ErrorCode } from '@/lib/errors';

/** Why the answer is not known. */
export interface Problem {
  /** Null: the server cannot be reached. */
  readonly code: ErrorCode | null;
  /** In the page's language if the page has given its words, else in English, as handlers answer. */
  readonly message: string;
  readonly nextStep: string;
}

/** What the server says about this browser, and whether it held the answer back. `unknown` is not "signed out": nobody is signed out by an outage. */
export type SessionAnswer =
  | { readonly kind: 'signed-in'; readonly viewer: Viewer; readonly isHeld: boolean }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unknown'; readonly problem: Problem };

const SESSION_URL = '/api/auth/session';
const PATIENCE_MS = 8_000;

const NO_CONNECTION: Problem = {
  code: null,
  message: 'The server cannot be reached.',
  nextStep: 'This page keeps trying; check your connection.',
};

export interface Question {
  /** Whole seconds, 1 to 20, that the server may hold its answer for while the session stands; 0: at once. */
  readonly waitSeconds?: number;
  /** Gives the question up; the answer is then `unknown`. */
  readonly signal?: AbortSignal;
}

/** Asks who this browser is signed in as. Never rejects: what cannot be found out is `unknown`. */
export async function askForSession({ waitSeconds = 0, signal }: Question = {}): Promise<SessionAnswer> {
  const over = new AbortController();
  const giveUp = () => over.abort();
  const timer = setTimeout(giveUp, waitSeconds * 1000 + PATIENCE_MS);
  signal?.addEventListener('abort', giveUp, { signal: over.signal });
  try {
    const response = await fetch(waitSeconds > 0 ? `${SESSION_URL}?wait=${waitSeconds}` : SESSION_URL, {
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: over.signal,
    });
    if (response.status === 401) return { kind: 'signed-out' };
    const body: unknown = await response.json();
    if (response.ok && isViewer(body)) return { kind: 'signed-in', viewer: body, isHeld: isHeld(response) };
    return { kind: 'unknown', problem: readProblem(body) };
  } catch {
    return { kind: 'unknown', problem: NO_CONNECTION };
  } finally {
    clearTimeout(timer);
    giveUp();
  }
}

/** RFC 7240 §3: the server says whether it has done as it was asked. */
const isHeld = (response: Response) =>
  response.headers.get('preference-applied')?.startsWith('wait=') ?? false;

function isViewer(value: unknown): value is Viewer {
  return (
    isRecord(value) &&
    typeof value.sub === 'string' &&
    typeof value.username === 'string' &&
    typeof value.expiresAt === 'number' &&
    Array.isArray(value.groups)
  );
}

function readProblem(body: unknown): Problem {
  const error = isRecord(body) ? body.error : null;
  if (!isRecord(error) || typeof error.message !== 'string' || typeof error.nextStep !== 'string') {
    return NO_CONNECTION;
  }
  const code = error.code === 'identity_provider_unavailable' ? error.code : 'store_unavailable';
  return { code, message: error.message, nextStep: error.nextStep };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
