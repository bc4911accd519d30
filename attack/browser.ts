import type { Answer, Sent, Site } from './site';

/** The cookies of one pretended browser on the site. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly site: Site) {}

  /** Sends with this browser's cookies, and keeps what the answer sets. */
  async send(sent: Sent): Promise<Answer> {
    const cookie = this.#cookies.size > 0 && { cookie: this.cookieHeader };
    const answer = await this.site.send({ ...sent, headers: { ...cookie, ...sent.headers } });
    for (const line of answer.cookies) this.keep(line);
    return answer;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ path, headers });
  }

  /** A change as the site's own script or form would ask for it. */
  change(method: string, path: string, more: Omit<Sent, 'method' | 'path'> = {}): Promise<Answer> {
    const own = { origin: this.site.origin, 'sec-fetch-site': 'same-origin' };
    return this.send({ method, path, ...more, headers: { ...own, ...more.headers } });
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The session cookie's value. */
  get ticket(): string {
    return this.#cookies.get(cookieName(this.site)) ?? '';
  }

  set ticket(value: string) {
    this.#cookies.set(cookieName(this.site), value);
  }

  /** Another browser with a copy of the cookies: what a thief has. */
  copy(): Browser {
    const copy = new Browser(this.site);
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value);
    return copy;
  }

  /** Whether the site takes this browser for a signed-in one. @throws Error for an answer that says neither */
  async isSignedIn(): Promise<boolean> {
    const { status } = await this.get('/api/auth/session');
    if (status === 200) return true;
    if (status === 401) return false;
    throw new Error(`/api/auth/session answered ${status}`);
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(at + 1).trim());
  }
}

/** The session cookie's name: with the `__Host-` prefix on https. */
export function cookieName({ secure }: Pick<Site, 'secure'>): string {
  return secure ? '__Host-latchkey' : 'latchkey';
}
