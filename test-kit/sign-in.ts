import { type Credentials, credentialsOf } from './accounts';
import { CookieJar } from './cookie-jar';
import { formWith, messageOf, type PageForm } from './form';

export interface SignInOptions {
  /** What the browser calls itself; the session keeps it, and a policy may bind the session to it. */
  readonly userAgent?: string;
  /** False for a session that ends with the browser. */
  readonly remember?: boolean;
}

const MOST_REDIRECTS = 10;

/**
 * Signs in as a browser would, through the app's own routes and managed login's own forms, in about a tenth of a
 * second: nothing in the app knows that this is a test.
 *
 * @param origin the app's, such as `http://localhost:3000`
 * @param who an address that a fresh local AWS knows, such as `demo@example.com`, or an account
 * @returns the browser's cookies, with the session's among them
 * @throws Error with what the page said, when the account is refused or asks for more than a password
 */
export async function signIn(
  origin: string,
  who: string | Credentials,
  options: SignInOptions = {},
): Promise<CookieJar> {
  const account = credentialsOf(who);
  const walk = new Walk(origin, options.userAgent);
  const query = new URLSearchParams({
    ...('provider' in account && { provider: account.provider }),
    ...(options.remember === false && { remember: 'off' }),
  });
  const page = await walk.open(`${origin}/api/auth/sign-in?${query}`);
  const { form, secrets } = formFor(page, account);
  const end = await walk.submit(page, form, secrets);
  if (end !== 'signed in') throw refused(account, end);
  return walk.jar;
}

/** A page at which the way came to rest. */
interface Page {
  readonly url: string;
  readonly html: string;
}

class Walk {
  readonly jar = new CookieJar();

  constructor(
    private readonly origin: string,
    private readonly userAgent: string | undefined,
  ) {}

  async open(url: string): Promise<Page> {
    const page = await this.follow(url, {});
    if (page === 'signed in') throw new Error(`${url} signed in without asking for anything.`);
    return page;
  }

  submit(page: Page, form: PageForm, secrets: Readonly<Record<string, string>>): Promise<Page | 'signed in'> {
    const body = new URLSearchParams({ ...form.fields, ...secrets });
    return this.follow(new URL(form.action, page.url).href, { method: 'POST', body });
  }

  /** Until a page is shown, or the app's callback sends the browser on: then there is a session. */
  private async follow(from: string, init: RequestInit): Promise<Page | 'signed in'> {
    let [url, request] = [from, init];
    for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
      const headers: HeadersInit = this.userAgent === undefined ? [] : [['user-agent', this.userAgent]];
      const answer = await this.jar.fetch(url, { ...request, headers });
      const location = answer.headers.get('location');
      if (location === null) return { url, html: await answer.text() };
      const target = new URL(location, url);
      const atCallback = url.startsWith(`${this.origin}/api/auth/callback?`);
      if (atCallback && !target.pathname.startsWith('/sign-in')) return 'signed in';
      [url, request] = [target.href, {}];
    }
    throw new Error(`More than ${MOST_REDIRECTS} redirects from ${from}.`);
  }
}

function formFor(page: Page, account: Credentials): { form: PageForm; secrets: Record<string, string> } {
  const byPassword = 'password' in account;
  const form = formWith(page.html, byPassword ? 'name="password"' : account.email);
  if (form === null) throw refused(account, page);
  return { form, secrets: byPassword ? { username: account.email, password: account.password } : {} };
}

function refused({ email }: Credentials, page: Page): Error {
  const { origin, pathname } = new URL(page.url);
  return new Error(`${email} could not sign in. ${origin}${pathname} said: ${messageOf(page.html)}`);
}
