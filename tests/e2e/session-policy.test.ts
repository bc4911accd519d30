import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { BRAND } from '@/lib/brand';
import { ADA, continueWithGoogle, GRACE } from '@/tests/support/browser-actions';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';
import { testOn } from './fixture';

const MINUTE_MS = 60_000;
const IDLE_SECONDS = 5;
const ACCESS_SECONDS = 3;
type Headers = Readonly<Record<string, string>>;

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

const test = testOn({ env: POLICY });

/** What the browser that signs in calls itself; `fetch` would be another kind of browser. */
let chromium: { 'user-agent': string };

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  chromium = { 'user-agent': await page.evaluate(() => navigator.userAgent) };
  await page.close();
});

test.afterEach(({ stack }) =>
  Promise.all([stack.aws.control.clearFaults(), stack.aws.control.setTokenValidity({})]),
);

/** Signs in as the browser does. */
const signedIn = ({ origin }: Stack, who = ADA) =>
  signedInJar(origin, who.email, { userAgent: chromium['user-agent'] });

function open({ origin }: Stack, jar: CookieJar, path: string, headers: Headers = chromium) {
  return jar.fetch(`${origin}${path}`, { headers });
}

/** The status and error code that `GET /api/auth/session` answers. */
async function whoAmI(stack: Stack, jar: CookieJar, headers?: Headers): Promise<string> {
  const answer = await open(stack, jar, '/api/auth/session', headers);
  const { error } = await answer.json();
  return error === undefined ? `${answer.status}` : `${answer.status} ${error.code}`;
}

test('a session in use outlives its idle time, and one that is left alone does not', async ({ stack }) => {
  const unused = await signedIn(stack, GRACE);
  expect(await whoAmI(stack, unused)).toBe('200');
  const used = await signedIn(stack, ADA);
  const { signedInAt, expiresAt } = await (await open(stack, used, '/api/auth/session')).json();
  expect(expiresAt - signedInAt).toBe(10 * MINUTE_MS);
  for (let second = 0; second <= IDLE_SECONDS; second += 1) {
    await sleep(1000);
    expect(await whoAmI(stack, used)).toBe('200');
  }
  expect(await whoAmI(stack, unused)).toBe('401 unauthenticated');
});

test('another kind of browser has to sign in, while the one that did stays signed in', async ({
  stack,
  visit,
}) => {
  const jar = await signedIn(stack);
  expect(await whoAmI(stack, jar, FIREFOX)).toBe('401 reauthentication_required');
  for (const path of ['/protected', '/handbook']) {
    const guarded = await open(stack, jar, path, FIREFOX);
    expect([path, guarded.status]).toEqual([path, 307]);
    expect(guarded.headers.get('location')).toContain(
      `/sign-in?returnTo=${encodeURIComponent(path)}&error=reauthentication_required`,
    );
  }
  for (const path of ['/', '/sign-in?returnTo=%2Fprotected']) {
    const answer = await open(stack, jar, path, FIREFOX);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(await answer.text()).not.toContain('Ada Lovelace');
  }
  expect(await (await open(stack, jar, '/api/check-user', FIREFOX)).json()).toEqual({ user: null });
  expect(await whoAmI(stack, jar)).toBe('200');

  const page = await visit.signedOut({ userAgent: FIREFOX['user-agent'] });
  await page.context().addCookies([{ name: COOKIE, value: jar.get(COOKIE) ?? '', url: stack.origin }]);
  await page.goto('/protected');
  await page.getByText('This needs a recent sign-in.').waitFor();
  await page.getByLabel('Keep me signed in on this device').uncheck();
  await continueWithGoogle(page, ADA);
  await page.waitForURL('/protected');
  const viewer = await (await page.request.get('/api/auth/session')).json();
  expect(viewer.expiresAt - viewer.signedInAt).toBe(5 * MINUTE_MS);
});

test('another network ends the session for everyone', async ({ stack }) => {
  const jar = await signedIn(stack);
  expect(await whoAmI(stack, jar)).toBe('200');
  expect(await whoAmI(stack, jar, { ...chromium, 'x-forwarded-for': '203.0.113.7' })).toBe(
    '401 unauthenticated',
  );
  expect(await whoAmI(stack, jar)).toBe('401 unauthenticated');
});

test('a sign-in beyond the maximum ends the session before it', async ({ stack }) => {
  const first = await signedIn(stack);
  const use = setInterval(() => void whoAmI(stack, first), 1000);
  const second = await signedIn(stack).finally(() => clearInterval(use));
  expect(await whoAmI(stack, first)).toBe('401 unauthenticated');
  expect(await whoAmI(stack, second)).toBe('200');
  const { activity } = await (await open(stack, second, '/api/account/activity')).json();
  expect(activity).toContainEqual(expect.objectContaining({ type: 'ended', reason: 'too_many_sessions' }));
});

test('without Cognito nobody is believed for longer than the limit, and nobody is signed out', async ({
  stack,
}) => {
  const { control } = stack.aws;
  await control.setTokenValidity({ accessSeconds: ACCESS_SECONDS, idSeconds: ACCESS_SECONDS });
  const jar = await signedIn(stack);
  await control.setTokenValidity({});
  await control.injectFault({ operation: '*', mode: 'error', times: 1_000 });
  await expect.poll(() => whoAmI(stack, jar), PATIENCE).toBe('503 identity_provider_unavailable');
  expect((await open(stack, jar, '/')).status).toBe(200);
  const page = await open(stack, jar, '/protected');
  expect([page.status, page.headers.get('location')]).toEqual([
    307,
    expect.stringContaining('/unavailable?reason=identity_provider_unavailable'),
  ]);
  await control.clearFaults();
  await expect.poll(() => whoAmI(stack, jar), PATIENCE).toBe('200');
});

test('a policy that cannot be kept stops the process with a line that says why', async () => {
  const env = { SESSION_IDLE_TIMEOUT: '7 days' };
  await expect(startStack({ env })).rejects.toThrow(
    `${BRAND.name} cannot start: SESSION_IDLE_TIMEOUT must be a whole number followed by s, m, h or d`,
  );
});
