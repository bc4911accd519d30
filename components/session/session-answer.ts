import type { Viewer } from '@/lib/data/viewer-types';

/** Why the answer is not known, in words for people. */
export interface Problem {
  readonly message: string;
  readonly nextStep: string;
}

/** What the server says about this browser. `unknown` is not "signed out": nobody is signed out by an outage. */
export type SessionAnswer =
  | { readonly kind: 'signed-in'; readonly viewer: Viewer }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unknown'; readonly problem: Problem };

const SESSION_URL = '/api/auth/session';
const PATIENCE_MS = 8_000;

const NO_CONNECTION: Problem = {
  message: 'The server cannot be reached.',
  nextStep: 'This page keeps trying; check your connection.',
};

/** Asks who this browser is signed in as. Never rejects: what cannot be found out is `unknown`. */
export async function askForSession(): Promise<SessionAnswer> {
  try {
    const response = await fetch(SESSION_URL, {
      cache: 'no-store',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 401) return { kind: 'signed-out' };
    const body: unknown = await response.json();
    if (response.ok && isViewer(body)) return { kind: 'signed-in', viewer: body };
    return { kind: 'unknown', problem: readProblem(body) };
  } catch {
    return { kind: 'unknown', problem: NO_CONNECTION };
  }
}

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
  return { message: error.message, nextStep: error.nextStep };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
