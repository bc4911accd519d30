import 'server-only';
import type { ReturnTo, SignInPath } from '../auth/return-to';
import type { LatchkeyError } from '../errors';

/** For everything that depends on who asks: no cache, shared or private, may keep it (RFC 9111 §5.2.2.5). */
export const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** A JSON answer that no cache keeps. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = init.headers === undefined ? NO_STORE : { ...NO_STORE, ...toRecord(init.headers) };
  return Response.json(body, { ...init, headers });
}

/**
 * HEAD for a GET that changes something: nothing happens. Next would otherwise run the GET for it, and whoever asks for
 * headers alone (link checkers, mail filters) would use up what works once (RFC 9110 §9.2.1).
 */
export async function nothing(): Promise<Response> {
  return new Response(null, { status: 204, headers: NO_STORE });
}

/**
 * A redirect that no cache keeps.
 *
 * @param location a checked path on this site, or an address of Cognito
 * @param status 302 keeps to what the OAuth flow uses; 303 after a change, so that the browser follows with GET
 *   whatever it sent (RFC 9110 §15.4.4)
 */
export function redirectTo(
  location: ReturnTo | SignInPath | URL,
  status: 302 | 303,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(null, { status, headers: { ...NO_STORE, ...headers, location: String(location) } });
}

/** An expected failure as JSON: code, sentence, next step, and how long to wait where waiting helps. */
export function errorResponse(error: LatchkeyError): Response {
  const { code, message, nextStep, status, retryAfterSeconds } = error;
  const headers: HeadersInit = retryAfterSeconds === null ? [] : [['retry-after', String(retryAfterSeconds)]];
  return json({ error: { code, message, nextStep } }, { status, headers });
}

function toRecord(headers: HeadersInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
