import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ADA, continueWithGoogle, GRACE } from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';

const MINUTE_MS = 60_000;
const IDLE_SECONDS = 5;
const ACCESS_SECONDS = 3;
const POLICY = {
  SESSION_IDLE_TIMEOUT: `${IDLE_SECONDS}s`,
  SESSION_ABSOLUTE_TIMEOUT: '10m',
  SESSION_BROWSER_TIMEOUT: '5m',
  SESSION_OUTAGE_LIMIT: '0s',
  SESSION_MAX_PER_USER: '1',
  SESSION_BINDING_USER_AGENT: 'reauthenticate',
  SESSION_BINDING_ADDRESS: 'end',
  // Next writes X-Forwarded-For where there is no proxy, and lets stand what a request brings.
  TRUSTED_PROXIES: '1',
};
/** Often enough that the session stays in use. */
const PATIENCE = { interval: 500, timeout: 15_000 };
const FIREFOX = {
  'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
};

let stack: Stack;
let browser: Browser;
/** What the browser that signs in calls itself; `fetch` would be another kind of browser. */
let chromium: { 'user-agent': string };

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ env: POLICY }), launchChromium()]);
  const page = await browser.newPage();
  chromium = { 'user-agent': await page.evaluate(() => navigator.userAgent) };
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

afterEach(() => Promise.all([stack.aws.control.clearFaults(), stack.aws.control.setTokenValidity({})]));

function visit(jar: CookieJar, path: string, headers: Readonly<Record<string, string>> = chromium) {
  return jar.fetch(`${stack.origin}${path}`, { headers });
}

/** The status and error code that `GET /api/auth/session` answers. */
async function whoAmI(jar: CookieJar, headers?: Readonly<Record<string, string>>): Promise<string> {
  const answer = await visit(jar, '/api/auth/session', headers);
  const { error } = await answer.json();
  return error === undefined ? `${answer.status}` : `${answer.status} ${error.code}`;
}

test('a session in use outlives its idle time, and one that is left alone does not', async () => {
  const unused = await signedInJar(browser, stack.origin, GRACE);
  expect(await whoAmI(unused)).toBe('200');
  const used = await signedInJar(browser, stack.origin, ADA);
  const { signedInAt, expiresAt } = await (await visit(used, '/api/auth/session')).json();
  expect(expiresAt - signedInAt).toBe(10 * MINUTE_MS);
  for (let second = 0; second <= IDLE_SECONDS; second += 1) {
    await sleep(1000);
    expect(await whoAmI(used)).toBe('200');
  }
  expect(await whoAmI(unused)).toBe('401 unauthenticated');
});

test('another kind of browser has to sign in, while the one that did stays signed in', async () => {
  const jar = await signedInJar(browser, stack.origin);
  expect(await whoAmI(jar, FIREFOX)).toBe('401 reauthentication_required');
  for (const path of ['/protected', '/handbook']) {
    const guarded = await visit(jar, path, FIREFOX);
    expect([path, guarded.status]).toEqual([path, 307]);
    expect(guarded.headers.get('location')).toContain(
      `/sign-in?returnTo=${encodeURIComponent(path)}&error=reauthentication_required`,
    );
  }
  for (const path of ['/', '/sign-in?returnTo=%2Fprotected']) {
    const open = await visit(jar, path, FIREFOX);
    expect([path, open.status]).toEqual([path, 200]);
    expect(await open.text()).not.toContain('Ada Lovelace');
  }
  expect(await (await visit(jar, '/api/check-user', FIREFOX)).json()).toEqual({ user: null });
  expect(await whoAmI(jar)).toBe('200');

  const context = await browser.newContext({ userAgent: FIREFOX['user-agent'] });
  await context.addCookies([{ name: COOKIE, value: jar.get(COOKIE) ?? '', url: stack.origin }]);
  const page = await context.newPage();
  await page.goto(`${stack.origin}/protected`);
  await page.getByText('This needs a recent sign-in.').waitFor();
  await page.getByLabel('Keep me signed in on this device').uncheck();
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/protected`);
  const viewer = await (await page.request.get(`${stack.origin}/api/auth/session`)).json();
  expect(viewer.expiresAt - viewer.signedInAt).toBe(5 * MINUTE_MS);
  await context.close();
});

test('another network ends the session for everyone', async () => {
  const jar = await signedInJar(browser, stack.origin);
  expect(await whoAmI(jar)).toBe('200');
  expect(await whoAmI(jar, { ...chromium, 'x-forwarded-for': '203.0.113.7' })).toBe('401 unauthenticated');
  expect(await whoAmI(jar)).toBe('401 unauthenticated');
});

test('a sign-in beyond the maximum ends the session before it', async () => {
  const first = await signedInJar(browser, stack.origin);
  const use = setInterval(() => void whoAmI(first), 1000);
  const second = await signedInJar(browser, stack.origin).finally(() => clearInterval(use));
  expect(await whoAmI(first)).toBe('401 unauthenticated');
  expect(await whoAmI(second)).toBe('200');
  const { activity } = await (await visit(second, '/api/account/activity')).json();
  expect(activity).toContainEqual(expect.objectContaining({ type: 'ended', reason: 'too_many_sessions' }));
});

test('without Cognito nobody is believed for longer than the limit, and nobody is signed out', async () => {
  const { control } = stack.aws;
  await control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
  const jar = await signedInJar(browser, stack.origin);
  await control.setTokenValidity({});
  await control.injectFault({ operation: '*', mode: 'error', times: 1_000 });
  await expect.poll(() => whoAmI(jar), PATIENCE).toBe('503 identity_provider_unavailable');
  expect((await visit(jar, '/')).status).toBe(200);
  const page = await visit(jar, '/protected');
  expect([page.status, page.headers.get('location')]).toEqual([
    307,
    expect.stringContaining('/unavailable?reason=identity_provider_unavailable'),
  ]);
  await control.clearFaults();
  await expect.poll(() => whoAmI(jar), PATIENCE).toBe('200');
});

test('a policy that cannot be kept stops the process with a line that says why', async () => {
  const env = { SESSION_IDLE_TIMEOUT: '7 days' };
  await expect(startStack({ env })).rejects.toThrow(
    'Latchkey cannot start: SESSION_IDLE_TIMEOUT must be a whole number followed by s, m, h or d',
  );
});
