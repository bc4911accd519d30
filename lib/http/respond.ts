import 'server-only';
import { config } from '../config/config';
import { LatchkeyError, toLatchkeyError } from '../errors';
import { log } from '../log';
import { errorResponse } from './answers';
import { isSameOrigin } from './same-origin';
import { waitForRequest } from './wait-for-request';

export { errorResponse, json, NO_STORE, nothing, redirectTo } from './answers';

/**
 * Wraps a route handler: what it throws becomes an error response, and what was not expected is logged.
 *
 * @param name the route, for the log
 */
export function route<Args extends [Request, ...unknown[]]>(
  name: string,
  handler: (...args: Args) => Promise<Response>,
  onError: (error: LatchkeyError, request: Request) => Response = errorResponse,
): (...args: Args) => Promise<Response> {
  return async (...args) => {
    await waitForRequest();
    try {
      return await handler(...args);
    } catch (thrown) {
      const error = toLatchkeyError(thrown);
      if (error.status >= 500) log('error', 'request_failed', { route: name, code: error.code, error });
      return onError(error, args[0]);
    }
  };
}

/**
 * Wraps a route handler that changes something: the same, and requests from other sites are refused.
 *
 * @param name the route, for the log
 */
export function mutation<Args extends [Request, ...unknown[]]>(
  name: string,
  handler: (...args: Args) => Promise<Response>,
  onError?: (error: LatchkeyError, request: Request) => Response,
): (...args: Args) => Promise<Response> {
  const guarded = async (...args: Args) => {
    if (!isSameOrigin(args[0], config().origin)) throw new LatchkeyError('cross_origin');
    return handler(...args);
  };
  return route(name, guarded, onError);
}
