const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: it is safe by method, or nothing says that another site sent it.
 *
 * Every browser sends `Origin` with a POST, PUT or DELETE, and all current ones `Sec-Fetch-Site` (Fetch Standard
 * §3.2 and Fetch Metadata §2.1); `Origin: null` is a sandboxed or redirected sender. A request with neither header is
 * no browser, so it carries no victim's cookie.
 *
 * @param origin the app's own origin
 */
export function isSameOrigin(request: { method: string; headers: Headers }, origin: string): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const sender = request.headers.get('origin');
  return sender === null || sender === origin;
}
