/** Who may open which page. Each prefix covers the page and everything below it. */
export interface RouteTable {
  /**
   * Pages for signed-in users. The middleware turns signed-out visitors away here to save them a round trip; the guard
   * is the data layer behind each page.
   */
  readonly protected: readonly string[];
  /** Pages that are prerendered and so run no code at request time: the middleware itself reads the session. */
  readonly sessionChecked: readonly string[];
  /** Pages for anyone where everything else is for signed-in users; `/` covers the home page alone. */
  readonly open: readonly string[];
  /** What a page that is in no list is for. */
  readonly otherwise: 'anyone' | 'signed-in users';
  /**
   * Pages for anyone that are made at build time, or before the request that is answered by them: no nonce of a policy is on
   * their scripts. `/` covers the home page alone.
   */
  readonly prerendered: readonly string[] | 'any page';
}

export const ROUTES: RouteTable = {
  protected: ['/account', '/admin', '/handbook', '/profile', '/protected', '/protected-client'],
  sessionChecked: ['/handbook'],
  open: [],
  otherwise: 'anyone',
  prerendered: [],
};

/** Whether a path belongs to a page for signed-in users. */
export function isProtected(pathname: string, table: RouteTable = ROUTES): boolean {
  const isIn = (prefixes: readonly string[]) => prefixes.some((prefix) => isUnder(pathname, prefix));
  return isIn(table.protected) || (table.otherwise === 'signed-in users' && !isIn(table.open));
}

/** Of the protected pages those that hold no data: a component sends signed-out visitors to sign in, in the browser. */
const GUARDED_IN_BROWSER: readonly string[] = ['/protected-client'];

/** Whether a page's own guard runs in the browser, where the middleware lets everyone open it. */
export function isGuardedInBrowser(pathname: string): boolean {
  return GUARDED_IN_BROWSER.some((prefix) => isUnder(pathname, prefix));
}

/** Whether the scripts of a page can carry a nonce: it is made for the request that asks for it. */
export function carriesNonce(pathname: string, table: RouteTable = ROUTES): boolean {
  const { prerendered } = table;
  if (prerendered === 'any page' || isSessionChecked(pathname, table)) return false;
  return !prerendered.some((prefix) => isUnder(pathname, prefix));
}

/** Whether the middleware must read the session before a path is served. */
export function isSessionChecked(pathname: string, table: RouteTable = ROUTES): boolean {
  return table.sessionChecked.some((prefix) => isUnder(pathname, prefix));
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
