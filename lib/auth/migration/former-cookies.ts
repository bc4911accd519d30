/**
 * The cookies of a request by name. One that is there with two different values is left out: picking either would let
 * whoever planted the second one choose.
 */
export function cookiesOf(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  const doubtful = new Set<string>();
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (cookies.has(name) && cookies.get(name) !== value) doubtful.add(name);
    cookies.set(name, value);
  }
  for (const name of doubtful) cookies.delete(name);
  return cookies;
}

/** The names of a request's cookies, doubtful ones too. */
export function cookieNames(header: string | null): readonly string[] {
  const names = header?.split(';').map((pair) => pair.split('=')[0]?.trim() ?? '') ?? [];
  return [...new Set(names)].filter(Boolean);
}

/**
 * The `Set-Cookie` lines that take a cookie away, whichever of this host's domains it was set for: what a deletion does not
 * name exactly stays (RFC 6265bis §5.7). A browser ignores those for a public suffix.
 *
 * @param origin the app's
 */
export function removalsOf(name: string, origin: string): readonly string[] {
  const { hostname, protocol } = new URL(origin);
  const secure = protocol === 'https:' ? '; Secure' : '';
  const domains = ['', ...parentDomains(hostname).map((domain) => `; Domain=${domain}`)];
  return domains.map((domain) => `${name}=; Path=/; Max-Age=0${domain}${secure}`);
}

/** `app.example.com` and `example.com`; none for an address or a name without dots, for which no domain can be set. */
function parentDomains(hostname: string): readonly string[] {
  if (/^[\d.]+$|:/.test(hostname)) return [];
  const labels = hostname.split('.');
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
}
