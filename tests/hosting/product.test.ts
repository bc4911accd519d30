import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ADA, continueWithGoogle, DEMO, openSignedOut } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { signedInPage } from '@/tests/support/pages';
import { COOKIE, holderOf, sessionCookie, signedInJar } from '@/tests/support/session-cookie';
import { CLIENT_ID } from '@/tests/support/token-probe';
import { type HostingStack, startHostingStack } from './support/hosting-stack';

const PAGES = [
  '/',
  '/sign-in',
  '/profile',
  '/protected',
  '/protected-client',
  '/account',
  '/account/sessions',
  '/account/security',
  '/account/activity',
  '/handbook',
  '/handbook/sessions',
];
const ROUTES = ['/api/check-user', '/api/auth/session', '/api/account/sessions', '/api/account/activity'];

let stack: HostingStack;
let browser: Browser;

/** As many as a page of a browser may ask at the same time. */
const ENVIRONMENTS = 6;

beforeAll(async () => {
  const options = { warm: ENVIRONMENTS, maxEnvironments: ENVIRONMENTS };
  [stack, browser] = await Promise.all([startHostingStack(options), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

afterEach(async ({ task }) => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  if (task.result?.state === 'fail') process.stderr.write(`${stack.lines.slice(-30).join('\n')}\n`);
});

const userOf = async (jar: CookieJar) => (await jar.fetch(`${stack.origin}/api/check-user`)).json();

test('sign in with Google, read the protected pages, sign out', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openSignedOut(page, stack.origin);
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/protected`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Ada Lovelace');
  const holder = holderOf((await sessionCookie(context)).value);
  for (const path of ['/protected-client', '/account', '/profile', '/handbook', '/handbook/devices']) {
    const answer = await page.goto(`${stack.origin}${path}`);
    expect([path, answer?.status(), page.url()]).toEqual([path, 200, `${stack.origin}${path}`]);
  }
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);
  expect(await userOf(holder)).toEqual({ user: null });
});

test('sign in with the Authenticator, list the sessions, end another', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  const [other = new CookieJar()] = await moreSessions(stack, DEMO, 1);
  expect(await userOf(other)).not.toEqual({ user: null });
  await page.goto('/account/sessions');
  await page
    .getByLabel(/^Sign out .+ on /)
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign it out' }).first().click();
  await page.getByText('node on an unknown system signed out.', { exact: true }).waitFor();
  expect(await userOf(other)).toEqual({ user: null });
  const mine = await page.context().request.get(`${stack.origin}/api/check-user`);
  expect(await mine.json()).not.toEqual({ user: null });
});

test('a server action changes a name, and the next page shows it', async () => {
  const page = await signedInPage(browser, stack.origin, DEMO);
  await page.goto('/account');
  await page.getByLabel('Name', { exact: true }).fill('Demo on Hosting');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await page.context().request.get(`${stack.origin}/api/auth/session`)).json())
    .toMatchObject({ name: 'Demo on Hosting' });
  await page.goto('/protected');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Demo on Hosting');
});

test('app data is kept with the session, whichever environment answers', async () => {
  const [jar = new CookieJar()] = await moreSessions(stack, DEMO, 1);
  const url = `${stack.origin}/api/session-data/theme`;
  const headers = { 'content-type': 'application/json', origin: stack.origin };
  const put = await jar.fetch(url, { method: 'PUT', headers, body: JSON.stringify('dark') });
  expect(put.status).toBeLessThan(300);
  const answers = await Promise.all(Array.from({ length: 4 }, () => jar.fetch(url)));
  for (const answer of answers) expect(JSON.stringify(await answer.json())).toContain('dark');
});

describe('the cache at the edge', () => {
  /** What the address of a page answers, and whether the edge kept it. */
  async function ask(jar: CookieJar, path: string, headers: Record<string, string> = {}) {
    const answer = await jar.fetch(`${stack.origin}${path}`, { headers });
    return { path, hit: answer.headers.get('x-cache') !== null, text: await answer.text(), answer };
  }

  test('never hands one person’s answer to another, nor to a stranger', async () => {
    const ada = await signedInJar(stack.origin);
    const [demo = new CookieJar()] = await moreSessions(stack, DEMO, 1);
    const rsc = { rsc: '1' };
    for (const path of [...PAGES, ...ROUTES]) {
      for (const headers of [{}, rsc]) {
        await ask(ada, path, headers);
        const demos = await ask(demo, path, headers);
        const strangers = await ask(new CookieJar(), path, headers);
        expect([path, demos.hit, strangers.hit]).toEqual([path, false, false]);
        expect(demos.text, path).not.toContain('Lovelace');
        expect(strangers.text, path).not.toMatch(/Lovelace|demo@example\.com/);
      }
    }
  });

  test('the prerendered handbook is for people who are signed in, each time', async () => {
    const ada = await signedInJar(stack.origin);
    for (const path of ['/handbook', '/handbook/sessions']) {
      const hers = await ask(ada, path);
      expect([path, hers.answer.status]).toEqual([path, 200]);
      expect(hers.answer.headers.get('cache-control')).toMatch(/private.*no-store|no-store.*private/);
      const strangers = await ask(new CookieJar(), path);
      expect(strangers.answer.status).toBe(307);
      expect(strangers.answer.headers.get('location')).toContain('/sign-in?returnTo=');
    }
    await ada.fetch(`${stack.origin}/api/auth/sign-out`, {
      method: 'POST',
      headers: { origin: stack.origin, 'sec-fetch-site': 'same-origin' },
    });
    expect((await ask(holderOf(ada.get(COOKIE) ?? ''), '/handbook')).answer.status).toBe(307);
  });

  test('static files cost no compute', async () => {
    const { text } = await ask(new CookieJar(), '/sign-in');
    const [script = ''] = /\/_next\/static\/[^"]+\.js/.exec(text) ?? [];
    const { requests } = stack.meter();
    const answer = await fetch(`${stack.origin}${script}`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(stack.meter().requests).toBe(requests);
  });
});

test('the person’s own address is the one before the edge’s', async () => {
  const [jar = new CookieJar()] = await moreSessions(stack, DEMO, 1);
  const listed = await jar.fetch(`${stack.origin}/api/account/sessions`, {
    headers: { 'x-forwarded-for': '192.0.2.7' },
  });
  const text = await listed.text();
  expect(text).toContain('127.0.0.1');
  expect(text).not.toContain('192.0.2.7');
  expect(text).not.toContain('130.176.88.1');
});

test('while Redis is away the answer is 503, and afterwards the same session', async () => {
  const jar = await signedInJar(stack.origin);
  await stack.redis.halt();
  try {
    for (const path of ['/protected', '/handbook', '/api/auth/session']) {
      const answer = await jar.fetch(`${stack.origin}${path}`);
      expect([path, answer.status]).toEqual([path, 503]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('cache-control')).toContain('no-store');
    }
  } finally {
    await stack.redis.resume();
  }
  await expect
    .poll(async () => (await jar.fetch(`${stack.origin}/protected`)).status, { timeout: 20_000 })
    .toBe(200);
});

test('while Cognito is away people stay signed in, and signing in says that it cannot be done', async () => {
  const jar = await signedInJar(stack.origin);
  await stack.aws.control.injectFault({ operation: '*', mode: 'error', times: 1_000 });
  try {
    expect((await jar.fetch(`${stack.origin}/account`)).status).toBe(200);
    const relayed = await fetch(`${stack.origin}/api/auth/cognito`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
      },
      body: JSON.stringify({
        AuthFlow: 'USER_SRP_AUTH',
        ClientId: CLIENT_ID,
        AuthParameters: { USERNAME: DEMO.email, SRP_A: 'a'.repeat(64) },
      }),
    });
    expect(relayed.status).toBeGreaterThanOrEqual(500);
    expect(relayed.headers.getSetCookie()).toEqual([]);
  } finally {
    await stack.aws.control.clearFaults();
  }
});
