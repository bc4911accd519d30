import { NAVIGATION } from './attacks/requests';
import { Browser } from './browser';
import type { Field } from './field';
import type { Answer } from './site';

/** Where a hosted sign-in starts. */
export const START = '/api/auth/sign-in?provider=COGNITO';

/** Starts a hosted sign-in. @returns the authorization request */
export async function startAttempt(browser: Browser, path = START): Promise<URL> {
  const { status, headers } = await browser.get(path, NAVIGATION);
  if (status < 300 || status > 399 || !headers.location)
    throw new Error(`the start of a sign-in answered ${status}`);
  return new URL(headers.location);
}

/**
 * Signs the victim in at the local AWS's managed login, and stops before the callback.
 *
 * @param start where the sign-in starts on the site
 * @param login the browser's cookies at managed login
 * @returns the callback's path and query, good once
 */
export async function untilCallback(
  field: Field,
  browser: Browser,
  start?: string,
  login = new Browser(field.localAws),
): Promise<string> {
  const { origin } = field.localAws;
  const authorize = await startAttempt(browser, start);
  const opened = await login.get(pathOf(authorize));
  const address = new URL(opened.headers.location ?? '', authorize);
  const page = opened.headers.location === undefined ? opened : await login.get(pathOf(address));
  const [account] = await field.people();
  const { action, fields } = readForm(page);
  const form = { ...fields, username: account?.email ?? '', password: account?.password ?? '' };
  const answer = await login.send({
    method: 'POST',
    path: pathOf(new URL(action, address)),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: new URLSearchParams(form).toString(),
  });
  const callback = new URL(answer.headers.location ?? '', origin);
  if (callback.pathname === '/api/auth/callback') return pathOf(callback);
  throw new Error(`managed login answered ${answer.status} and went to ${callback.pathname}`);
}

/** Where managed login sends an authorization request at once, by what it remembers; null when it asks who that is. */
export async function rememberedCallback(authorize: URL, login: Browser): Promise<string | null> {
  const { headers } = await login.get(pathOf(authorize));
  const address = new URL(headers.location ?? '', authorize);
  return address.pathname === '/api/auth/callback' ? pathOf(address) : null;
}

const pathOf = ({ pathname, search }: URL) => `${pathname}${search}`;

/** The form that a password goes into, with the fields that it comes with. */
function readForm({ body }: Answer): { action: string; fields: Record<string, string> } {
  const form = body.match(/<form.*?<\/form>/gs)?.find((one) => one.includes('type="password"')) ?? '';
  const attributeOf = (tag: string, name: string) =>
    decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => [
    attributeOf(tag, 'name'),
    attributeOf(tag, 'value'),
  ]);
  return { action: attributeOf(form, 'action'), fields: Object.fromEntries(inputs) };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" };

function decode(text: string): string {
  return text.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}
