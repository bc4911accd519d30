import 'server-only';
import { withinTime } from '../time-limit';

/** How long Cognito may take before it counts as away, in milliseconds. */
const COGNITO_TIMEOUT_MS = 5_000;

/**
 * `fetch` for all that calls Cognito: it is given up after as long as Cognito may take, whatever becomes of a signal. Libraries
 * would wait for half a minute by a signal of their own, and without end where that is lost (`withinTime`).
 *
 * @returns the answer once all of its body is there
 * @throws TypeError or DOMException when Cognito cannot be reached in time
 */
export function fetchFromCognito(url: string, init: RequestInit): Promise<Response> {
  return withinTime(COGNITO_TIMEOUT_MS, async (signal) => {
    const answer = await fetch(url, { ...init, signal, cache: 'no-store' });
    const body = await answer.arrayBuffer();
    return new Response(body.byteLength === 0 ? null : body, answer);
  });
}
