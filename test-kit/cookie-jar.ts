/** A cookie as Playwright's storage state has it. */
export interface KeptCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  /** Epoch seconds; -1 for one that ends with the browser. */
  readonly expires: number;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'Strict' | 'Lax' | 'None';
}

/**
 * The cookies of one browser, for requests by `fetch`. Cookies belong to a host and know no port (RFC 6265 §8.5), so
 * an app and a local AWS on `localhost` share them, as in a browser. Paths and expiry dates are kept, not looked at.
 */
export class CookieJar {
  readonly #kept = new Map<string, KeptCookie>();

  /** @param userAgent what the browser calls itself; the runtime's own name unless said */
  constructor(private readonly userAgent?: string) {}

  /** `fetch` with these cookies, keeping what the answer sets. Redirects are answers, not followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { hostname } = new URL(url);
    const headers = new Headers(init.headers);
    if (this.userAgent !== undefined) headers.set('user-agent', this.userAgent);
    const cookies = this.cookies(hostname);
    if (cookies.length > 0) headers.set('cookie', asHeader(cookies));
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keep(line, hostname);
    return response;
  }

  get(name: string): string | undefined {
    return this.cookies().find((cookie) => cookie.name === name)?.value;
  }

  set(name: string, value: string, hostname = 'localhost'): void {
    this.keep(`${name}=${value}; Path=/`, hostname);
  }

  /** The value of a `Cookie` header. */
  header(): string {
    return asHeader(this.cookies());
  }

  /** Those of one host, or all. */
  cookies(hostname?: string): KeptCookie[] {
    return [...this.#kept.values()].filter(({ domain }) => hostname === undefined || domain === hostname);
  }

  /** Keeps what one `Set-Cookie` line says, or forgets the cookie that it takes away. */
  keep(line: string, hostname = 'localhost'): void {
    const [pair = '', ...parts] = line.split(';');
    const [name, value] = halves(pair);
    const attributes = new Map(parts.map(halves).map(([key, text]) => [key.toLowerCase(), text]));
    const maxAge = attributes.get('max-age');
    const key = `${hostname} ${name}`;
    if (maxAge !== undefined && Number(maxAge) <= 0) return void this.#kept.delete(key);
    this.#kept.set(key, {
      name,
      value,
      domain: hostname,
      path: attributes.get('path') ?? '/',
      expires: maxAge === undefined ? -1 : Math.floor(Date.now() / 1000) + Number(maxAge),
      httpOnly: attributes.has('httponly'),
      secure: attributes.has('secure'),
      sameSite: SAME_SITE[attributes.get('samesite')?.toLowerCase() ?? ''] ?? 'Lax',
    });
  }
}

const SAME_SITE: Readonly<Record<string, KeptCookie['sameSite']>> = { strict: 'Strict', none: 'None' };

const asHeader = (cookies: readonly KeptCookie[]) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

function halves(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}
