/** Turns tickets into cookies and back. Nothing else in the tree knows what this cookie is like. */

/** The most bytes of a `Cookie` header that are looked at; servers refuse longer ones anyway. */
const MAX_HEADER_LENGTH = 16_384;

/**
 * The session cookie's name. On https the `__Host-` prefix keeps subdomains and plain-http neighbours from setting
 * it (RFC 6265bis §4.1.3.2).
 */
export function cookieName(origin: string): string {
  return isSecure(origin) ? '__Host-latchkey' : 'latchkey';
}

/**
 * The cookie's value in a `Cookie` header. Two different values are no answer to "which session?", so they count as
 * none: picking either would let whoever planted the second one choose.
 */
export function readCookie(header: string | null, origin: string): string | undefined {
  return readCookieNamed(header, cookieName(origin));
}

/** The value of the short-lived cookie that a bound session's browser renews by its key, in the same way. */
export function readDeviceCookie(header: string | null, origin: string): string | undefined {
  return readCookieNamed(header, deviceCookieName(origin));
}

/** The value of any cookie, in the same way. */
export function readCookieNamed(header: string | null, name: string): string | undefined {
  if (header === null || header.length > MAX_HEADER_LENGTH) return undefined;
  const prefix = `${name}=`;
  if (!header.includes(prefix)) return undefined;
  const pairs = header.split(';').map((pair) => pair.trim());
  const values = new Set(
    pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length)),
  );
  return values.size === 1 ? [...values][0] : undefined;
}

/**
 * The `Set-Cookie` header that hands a browser its ticket.
 *
 * @param maxAgeSeconds null for a cookie that ends with the browser
 */
export function ticketCookie(origin: string, ticket: string, maxAgeSeconds: number | null): string {
  const lifetime = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(origin)}=${ticket}${attributes(origin)}${lifetime}`;
}

/**
 * The same cookie's attributes for Next's `cookies()`, by which alone a server action can set one.
 *
 * @param maxAgeSeconds null for a cookie that ends with the browser
 */
export function ticketAttributes(origin: string, maxAgeSeconds: number | null) {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(origin),
    ...(maxAgeSeconds !== null && { maxAge: maxAgeSeconds }),
  } as const;
}

/** The `Set-Cookie` header that takes the ticket away. */
export function clearedCookie(origin: string): string {
  return `${cookieName(origin)}=${attributes(origin)}; Max-Age=0`;
}

/** The short-lived cookie's name. There is one on https only. */
export function deviceCookieName(origin: string): string {
  return `${cookieName(origin)}-device`;
}

/** The `Set-Cookie` header that says for so long that the browser has shown its key. */
export function deviceCookie(origin: string, deviceTicket: string, maxAgeSeconds: number): string {
  return `${deviceCookieName(origin)}=${deviceTicket}${attributes(origin)}; Max-Age=${maxAgeSeconds}`;
}

/** Its attributes, by which a browser knows it when it looks for the session's cookie (DBSC §9.9). */
export function deviceCookieAttributes(origin: string): string {
  return attributes(origin).slice(2);
}

/** Lax, not Strict: the redirect back from Cognito is a cross-site navigation and must carry the browser's id. */
function attributes(origin: string): string {
  return `; Path=/; HttpOnly; SameSite=Lax${isSecure(origin) ? '; Secure' : ''}`;
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
