import 'server-only';
import type { DeviceChallenge, ProvedDevice } from '../session/bound-sessions';
import { deviceCookie, deviceCookieAttributes, deviceCookieName } from '../session/cookie';
import { json, NO_STORE } from './respond';

/** Device Bound Session Credentials over HTTP, as Chromium 156 and the W3C's editor's draft of 2026-02-17 (DBSC) speak it. */

const REFRESH = '/api/auth/device/refresh';

/** The proof that a request brings (DBSC §9.3). The draft has it in quotes, Chromium 156 without. */
export function proofOf(headers: Headers): string | null {
  return stringIn(headers.get('secure-session-response'));
}

/** The identifier of the bound session that a request wants to refresh (DBSC §9.4), likewise. */
export function identifierOf(headers: Headers): string | null {
  return stringIn(headers.get('sec-secure-session-id'));
}

/** The answer that asks for a proof first (DBSC §9.2): the browser comes again at once. */
export function challengeResponse({ identifier, challenge }: DeviceChallenge): Response {
  const header = `"${challenge}";id="${identifier}"`;
  return new Response(null, { status: 403, headers: { ...NO_STORE, 'secure-session-challenge': header } });
}

/**
 * The answer to a proof: the short-lived cookie, and the session's instructions (DBSC §9.6).
 *
 * Links on other sites may have the cookie renewed (`allowed_refresh_initiators`), or whoever follows one would find
 * themselves signed out. What that could tell another site by the time it takes (DBSC §3.2) it could tell by a link
 * anyway: the cookie is Lax, so nothing else of another site's asks for it (DBSC §8.6).
 */
export function instructions({ identifier, ticket, maxAgeSeconds }: ProvedDevice, origin: string): Response {
  const body = {
    session_identifier: identifier,
    refresh_url: REFRESH,
    scope: {
      origin,
      include_site: false,
      // What is served to anyone need not wait for a proof.
      scope_specification: [{ type: 'exclude', domain: '*', path: '/_next/static' }],
    },
    credentials: [
      { type: 'cookie', name: deviceCookieName(origin), attributes: deviceCookieAttributes(origin) },
    ],
    allowed_refresh_initiators: ['*'],
  };
  return json(body, { headers: { 'set-cookie': deviceCookie(origin, ticket, maxAgeSeconds) } });
}

/** A string of RFC 9651 §3.3.3 without escapes, or the same bare. Parameters are ignored (DBSC §9.3). */
function stringIn(header: string | null): string | null {
  return /^"?([\w.-]{1,8000})"?(?:;|$)/.exec(header?.trim() ?? '')?.[1] ?? null;
}
