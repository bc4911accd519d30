/**
 * Pages for signed-in people. The middleware turns strangers away here to save them a round trip; the guard is the
 * data layer behind each page.
 */
const PROTECTED = ['/account', '/admin', '/handbook', '/profile', '/protected', '/protected-client'];

/**
 * Prefixes whose pages are prerendered and so run no code at request time: the middleware itself reads the session.
 */
const SESSION_CHECKED = ['/handbook'];

/** Whether a path belongs to a page for signed-in people. */
export function isProtected(pathname: string): boolean {
  return PROTECTED.some((prefix) => isUnder(pathname, prefix));
}

/** Whether the middleware must read the session before a path is served. */
export function isSessionChecked(pathname: string): boolean {
  return SESSION_CHECKED.some((prefix) => isUnder(pathname, prefix));
}

/**
 * `/handbook` covers `/handbook/x`, `/handbook.rsc` and `/handbook;x`, however it is escaped, but not `/handbooks`:
 * a spelling that the router might resolve to the page must never be one that this table does not know.
 */
function isUnder(pathname: string, prefix: string): boolean {
  const path = decode(pathname).replace(/\/{2,}/g, '/');
  return path.startsWith(prefix) && !/^[\w-]/.test(path.slice(prefix.length));
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
