import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { config } from './config/config';
import { compressFor } from './http/compression';
import { contentSecurityPolicy, newNonce } from './http/content-security-policy';
import { joinHeadAndBody } from './http/joined-writes';
import { dropMalformedRouterState } from './http/router-state';
import { carriesNonce, isProtected, isSessionChecked } from './http/routes';
import { siteHeaders } from './http/site-headers';
import { isStoreTroubled } from './sessions';
import { ticketIn } from './tickets';

/**
 * How a request that has been looked at says so. `middleware.ts` passes over it by its `missing` rule. No request from
 * outside can: a field's value has no line break in it, whatever the parser allows (RFC 9110 §5.5).
 */
export const LOOKED_AT = { name: 'x-latchkey-looked-at', value: '\n' } as const;

/** No escapes, no dots, no query in other forms: what the router and this file cannot read in two ways. */
const PLAIN_PATH = /^(\/[\w/-]*)(?:\?|$)/;

/**
 * Looks at each request before Next.js does. Running the middleware takes half as long as a small page of a bare app; here the
 * same costs next to nothing, by a channel on which Node announces each request (docs/decisions/0050).
 */
export function lookEarly(): void {
  const headers = siteHeaders(config());
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of headers) response.setHeader(name, value);
    joinHeadAndBody(response);
    // Next compresses no handler's answer either (docs/decisions/0093).
    if (!isForHandler(request.url ?? '')) compressFor(request, response);
    lookAt(request, response);
  });
}

/**
 * Gives a plain request for a page its policy, as the middleware would, and marks it, as it does a plain request for a
 * handler. Leaves everything to the middleware that it does anything else with: changes, bodies, senders, signed-out
 * visitors, prerendered pages, a store in trouble.
 */
export function lookAt(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  response: Pick<ServerResponse, 'setHeader'>,
): void {
  dropMalformedRouterState(headers);
  const pathname = PLAIN_PATH.exec(url)?.[1];
  if (pathname === undefined || pathname.startsWith('/_next')) return;
  if (method !== 'GET' && method !== 'HEAD') return;
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return;
  if (isForHandler(pathname)) {
    // There is nothing to look at but who sent it, and the middleware alone reads that.
    if (headers.origin === undefined) headers[LOOKED_AT.name] = LOOKED_AT.value;
    return;
  }
  if (isSessionChecked(pathname)) return;
  if (isProtected(pathname) && !mayPass(headers.cookie)) return;
  const { origin, production } = config();
  const nonce = carriesNonce(pathname) ? newNonce() : null;
  const policy = contentSecurityPolicy({ origin, nonce, production });
  // Next reads the nonce for its own scripts from the request's policy header.
  headers['content-security-policy'] = policy;
  headers[LOOKED_AT.name] = LOOKED_AT.value;
  response.setHeader('content-security-policy', policy);
}

/** Below `/api/` there are handlers only (app/api/[...path]): nothing there is a page, or needs a page's policy. */
function isForHandler(url: string): boolean {
  return url.startsWith('/api/');
}

/** A page of its own cannot answer 503, so while the store is in trouble the middleware asks for its state. */
function mayPass(cookies: string | undefined): boolean {
  return !isStoreTroubled() && ticketIn(cookies ?? null)?.kind === 'session';
}
