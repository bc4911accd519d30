import 'server-only';
import { NextResponse } from 'next/server';
import { signInPath } from './auth/return-to';
import { isSameOrigin } from './auth/same-origin';
import { config } from './config';
import { contentSecurityPolicy } from './content-security-policy';
import { viewerOf } from './data/current-viewer';
import { errorPage } from './error-page';
import { type ErrorCode, LatchkeyError, toLatchkeyError } from './errors';
import { log } from './log';
import { errorResponse, NO_STORE } from './respond';
import { isProtected, isSessionChecked } from './routes';
import { isStoreTroubled, sessionOf, ticketOf } from './session/current';

/** What the gate looks at. `path` is the page's path with its query, for the way back. */
export interface GateRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly pathname: string;
  readonly path: string;
}

/**
 * Looks at a request before it reaches a page or handler: turns away other sites' changes and strangers, reads the
 * session for prerendered pages, and sets the page's policy. For everything else the page's own check decides.
 */
export async function gate(request: GateRequest): Promise<Response> {
  if (!isSameOrigin(request, config().origin)) return errorResponse(new LatchkeyError('cross_origin'));
  if (!isProtected(request.pathname)) return pass(request);
  if (ticketOf(request.headers)?.kind !== 'session') return toSignIn(request);
  // A page cannot answer 503, so while the store is in trouble its state is asked for here.
  const mustRead = isSessionChecked(request.pathname) || isStoreTroubled();
  return mustRead ? checkSession(request) : pass(request);
}

async function checkSession(request: GateRequest): Promise<Response> {
  try {
    const session = await sessionOf(request.headers);
    const viewer = session && (await viewerOf(session));
    return viewer === null ? toSignIn(request, 'session_ended') : pass(request, NO_STORE);
  } catch (thrown) {
    const error = toLatchkeyError(thrown);
    if (error.code === 'reauthentication_required') return toSignIn(request, error.code);
    log('error', 'session_check_failed', { code: error.code, error });
    return errorPage(error, { label: 'Try again', href: request.path });
  }
}

function toSignIn(request: GateRequest, reason?: ErrorCode): Response {
  // Absolute, because Next parses it without a base; Next itself makes it relative again for its own host.
  const location = new URL(signInPath(request.path, reason), config().origin).href;
  return new Response(null, { status: 307, headers: { ...NO_STORE, location } });
}

function pass(request: GateRequest, headers: Readonly<Record<string, string>> = {}): Response {
  const { origin, production } = config();
  const nonce = isSessionChecked(request.pathname) ? null : crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy({ origin, nonce, production });
  const forwarded = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy header.
  forwarded.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries({ ...headers, 'content-security-policy': policy })) {
    response.headers.set(name, value);
  }
  return response;
}
