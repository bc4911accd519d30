import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cognito } from '../../local/testing/cognito';
import { findFreePorts } from '../../scripts/ports';
import { startProcess } from '../../scripts/processes';
import { projectRoot } from '../../scripts/project-root';
import type { Credentials } from '../../test-kit/accounts';
import { CookieJar } from '../../test-kit/cookie-jar';
import { formWith } from '../../test-kit/form';
import type { ProductStack } from './stack';
import { CLIENT_ID, POOL_ID } from './token-probe';

/** An app that signs in by another library, on the stack's pool and app client. */
export interface FormerApp {
  readonly origin: string;
  /**
   * Signs in there by managed login's forms.
   *
   * @param begin asks the app for the way to managed login; its `/api/auth/sign-in` unless said
   * @returns the browser's cookies on the app's host, Cognito's own left out
   */
  signIn(who: Extract<Credentials, { password: string }>, begin?: Begin): Promise<CookieJar>;
  stop(): Promise<void>;
}

export type Begin = (jar: CookieJar, origin: string) => Promise<Response>;

const MOST_REDIRECTS = 10;

/**
 * Starts an app of `tests/former-sign-ins`, and lets managed login send users back to it.
 *
 * @param script the app's file there
 * @param callback the path that Cognito sends users back to
 * @param env variables of that app's own
 */
export async function startFormerApp(
  stack: ProductStack,
  {
    script,
    callback,
    env = {},
  }: { script: string; callback: string; env?: Readonly<Record<string, string>> },
): Promise<FormerApp> {
  const port = await findFreePorts();
  const origin = `http://localhost:${port}`;
  await allowCallback(stack, `${origin}${callback}`);
  const app = startProcess({
    name: script,
    command: process.execPath,
    args: ['--import', './local/preload.mjs', '--import', 'tsx', `tests/former-sign-ins/${script}`],
    cwd: projectRoot,
    env: {
      PATH: process.env.PATH,
      PORT: `${port}`,
      LOCAL_AWS_PORT: `${stack.aws.port}`,
      AMPLIFY_APP_ORIGIN: origin,
      AMPLIFY_OUTPUTS: outputsFor(`${origin}${callback}`),
      COGNITO_ISSUER: `https://cognito-idp.us-east-1.amazonaws.com/${POOL_ID}`,
      COGNITO_CLIENT_ID: CLIENT_ID,
      ...env,
    },
  });
  await app.line(/^ready$/, 60_000);
  const start: Begin = (jar) => jar.fetch(`${origin}/api/auth/sign-in`);
  return {
    origin,
    signIn: async (who, begin = start) =>
      onlyOf(await walkIn({ origin, localAws: stack.aws.url }, who, begin), LIBRARIES),
    stop: () => app.stop(),
  };
}

/**
 * Signs in at an app by managed login's forms, or by none where the app's issuer asks for nothing.
 *
 * @param begin asks the app for the way to its issuer
 * @param jar a browser that has no cookies yet
 * @returns all of the browser's cookies
 */
export async function walkIn(
  { origin, localAws }: { origin: string; localAws: string },
  { email, password }: { email: string; password: string },
  begin: Begin,
  jar = new CookieJar(),
): Promise<CookieJar> {
  const login = await follow(jar, localAws, await begin(jar, origin));
  if (login.url.startsWith(origin)) return jar;
  const form = formWith(login.html, 'name="password"');
  if (form === null) throw new Error(`${login.url} has no form for a password: ${login.html.slice(0, 500)}`);
  const body = new URLSearchParams({ ...form.fields, username: email, password });
  const posted = await jar.fetch(new URL(form.action, login.url).href, { method: 'POST', body });
  const end = await follow(jar, localAws, posted);
  if (!end.url.startsWith(origin))
    throw new Error(`The sign-in of ${email} ended at ${end.url}: ${end.html}`);
  return jar;
}

/** What the libraries' session cookies are called. */
const LIBRARIES = /^CognitoIdentityServiceProvider\.|session-token/;

/** The same browser with no other cookies than these. */
export function onlyOf(jar: CookieJar, names: RegExp): CookieJar {
  const left = new CookieJar();
  for (const { name, value, sameSite } of jar.cookies()) {
    if (names.test(name)) left.keep(`${name}=${value}; Path=/; SameSite=${sameSite}`);
  }
  return left;
}

async function follow(
  jar: CookieJar,
  localAws: string,
  first: Response,
): Promise<{ url: string; html: string }> {
  let answer = first;
  for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
    const location = answer.headers.get('location');
    if (location === null) return { url: answer.url, html: await answer.text() };
    const url = new URL(location, answer.url);
    const isManagedLogin = url.hostname.endsWith('.amazoncognito.com');
    answer = await jar.fetch(isManagedLogin ? `${localAws}${url.pathname}${url.search}` : url.href);
  }
  throw new Error(`More than ${MOST_REDIRECTS} redirects to ${answer.url}.`);
}

/** As the console of Cognito does it: the whole client is written again, with one address more. */
async function allowCallback({ aws }: ProductStack, url: string): Promise<void> {
  const cognito = new Cognito(`${aws.url}/`);
  const ids = { UserPoolId: POOL_ID, ClientId: CLIENT_ID };
  const { UserPoolClient: client } = await cognito.adminOk('DescribeUserPoolClient', ids);
  const { CreationDate: _created, LastModifiedDate: _modified, ...settings } = client;
  await cognito.adminOk('UpdateUserPoolClient', { ...settings, CallbackURLs: [...client.CallbackURLs, url] });
}

function outputsFor(callback: string): string {
  const outputs = JSON.parse(readFileSync(join(projectRoot, 'amplify_outputs.json.example'), 'utf8'));
  outputs.auth.oauth.redirect_sign_in_uri = [callback];
  return JSON.stringify(outputs);
}
