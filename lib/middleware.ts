import 'server-only';
// Of `next/server`: all of it would be loaded, the renderer's React among it, while the first request waits.
import { NextResponse } from 'next/dist/server/web/spec-extension/response.js';
import { signInPath } from './auth/return-to';
import { config } from './config/config';
import { type ErrorCode, isRefusedHere, LatchkeyError, toLatchkeyError } from './errors';
import { errorResponse, NO_STORE } from './http/answers';
import { contentSecurityPolicy, newNonce } from './http/content-security-policy';
import { inlineScriptsOf } from './http/prerendered-scripts';
import { carriesNonce, isGuardedInBrowser, isProtected, isSessionChecked } from './http/routes';
import { isSameOrigin } from './http/same-origin';
import { siteHeaders } from './http/site-headers';
import { log } from './log';
import type { Session } from './session/session';
import { isStoreTroubled } from './sessions';
import { ticketOf } from './tickets';

/** What is looked at. `path` is the page's path with its query, for the way back. */
export interface PageRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly pathname: string;
  readonly path: string;
}

/** More than any handler reads. Next keeps no more than this either: `next.config.mjs`. */
const MOST_BODY_BYTES = 128 * 1024;

/**
 * Looks at a request before it reaches a page or handler: turns away other sites' changes and signed-out visitors, reads the
 * session for prerendered pages, and sets the page's policy. For everything else the page's own check decides.
 */
export async function checkRequest(request: PageRequest): Promise<Response> {
  const answer = await answerTo(request);
  // A process has its first request before it looks at any early.
  for (const [name, value] of siteHeaders(config())) answer.headers.set(name, value);
  return answer;
}

async function answerTo(request: PageRequest): Promise<Response> {
  // Next answers a path that is no escaped text with a 500 of its own.
  if (!isEscapedText(request.pathname)) return errorResponse(new LatchkeyError('invalid_request'));
  if (Number(request.headers.get('content-length')) > MOST_BODY_BYTES) {
    return errorResponse(new LatchkeyError('payload_too_large'));
  }
  if (!isSameOrigin(request, config().origin)) return errorResponse(new LatchkeyError('cross_origin'));
  if (!isProtected(request.pathname)) return pass(request);
  // A guard in the browser meets whoever opens its page there. Everyone else is answered here, as for other pages.
  const isOpened = request.headers.get('sec-fetch-dest') === 'document';
  if (isOpened && isGuardedInBrowser(request.pathname)) return pass(request);
  if (ticketOf(request.headers)?.kind !== 'session') return toSignIn(request);
  // A page cannot answer 503, so while the store is in trouble its state is asked for here.
  const mustRead = isSessionChecked(request.pathname) || isStoreTroubled();
  return mustRead ? checkSession(request) : pass(request);
}

function isEscapedText(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

async function checkSession(request: PageRequest): Promise<Response> {
  try {
    const { sessionOf } = await import('./request-session');
    const session = await sessionOf(request.headers);
    const viewer = session && (await viewerFromAmplify(session));
    return viewer === null ? toSignIn(request, 'session_ended') : pass(request, NO_STORE);
  } catch (thrown) {
    const error = toLatchkeyError(thrown);
    if (isRefusedHere(error)) return toSignIn(request, error.code);
    log('error', 'session_check_failed', { code: error.code, error });
    const { errorPageFor } = await import('./http/error-page');
    return errorPageFor(request.headers, error, { label: 'tryAgain', href: request.path });
  }
}

/** Loaded when somebody opens such a page, as what reads the session is: nothing else that the middleware does needs them. */
async function viewerFromAmplify(session: Session) {
  const { viewerOf } = await import('./data/amplify-viewer');
  return viewerOf(session);
}

function toSignIn(request: PageRequest, reason?: ErrorCode): Response {
  // Absolute, because Next parses it without a base; Next itself makes it relative again for its own host.
  const location = new URL(signInPath(request.path, reason), config().origin).href;
  return new Response(null, { status: 307, headers: { ...NO_STORE, location } });
}

async function pass(request: PageRequest, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const { origin, production } = config();
  const { pathname } = request;
  const prerendered =
    production && isSessionChecked(pathname) ? await inlineScriptsOf(pathname, process.cwd()) : undefined;
  const nonce = prerendered || carriesNonce(pathname) ? newNonce() : null;
  const policy = contentSecurityPolicy({ origin, nonce, prerendered, production });
  const forwarded = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy header.
  forwarded.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries({ ...headers, 'content-security-policy': policy })) {
    response.headers.set(name, value);
  }
  return response;
}
