import 'server-only';
import type { IncomingHttpHeaders } from 'node:http';
// Not a documented part of Next; the state is of no documented form either, and has been another in each version.
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';

/** By this header Next's client says what of the page it has. */
const ROUTER_STATE = 'next-router-state-tree';

/**
 * Takes a router state off a request that is none. Next answers it with a 500, before any code of an app; without it, with the
 * whole page.
 */
export function dropMalformedRouterState(headers: IncomingHttpHeaders): void {
  if (headers[ROUTER_STATE] === undefined) return;
  try {
    parseAndValidateFlightRouterState(headers[ROUTER_STATE]);
  } catch {
    delete headers[ROUTER_STATE];
  }
}
