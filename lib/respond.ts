import 'server-only';
import { type LatchkeyError, toLatchkeyError } from './errors';
import { log } from './log';

/** For everything that depends on who asks: no cache, shared or private, may keep it (RFC 9111 §5.2.2.5). */
export const NO_STORE = { 'cache-control': 'private, no-store' } as const;

/** A JSON answer that no cache keeps. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, { ...init, headers: { ...NO_STORE, ...toRecord(init.headers) } });
}

/** A 303 that no cache keeps: the browser goes there with GET whatever it sent (RFC 9110 §15.4.4). */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...NO_STORE, ...headers, location } });
}

/** An expected failure as JSON: code, sentence, next step, and how long to wait where waiting helps. */
export function errorResponse(error: LatchkeyError): Response {
  const { code, message, nextStep, status, retryAfterSeconds } = error;
  const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
  return json({ error: { code, message, nextStep } }, { status, headers });
}

/**
 * Wraps a route handler: what it throws becomes an error response, and what was not expected is logged.
 *
 * @param name the route, for the log
 */
export function route<Args extends [Request, ...unknown[]]>(
  name: string,
  handler: (...args: Args) => Promise<Response>,
  onError: (error: LatchkeyError) => Response = errorResponse,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (thrown) {
      const error = toLatchkeyError(thrown);
      if (error.status >= 500) log('error', 'request_failed', { route: name, code: error.code, error });
      return onError(error);
    }
  };
}

function toRecord(headers: HeadersInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
