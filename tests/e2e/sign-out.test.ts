import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { refreshTokensIn } from '@/tests/support/aws-traffic';
import {
  ADA,
  continueWithGoogle,
  continueWithHosted,
  DEMO,
  goToManagedLogin,
  openAsStranger,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { COOKIE, sessionCookie } from '@/tests/support/session-cookie';
import { type Stack, startStack } from '@/tests/support/stack';
import { CLIENT_ID } from '@/tests/support/token-probe';

let stack: Stack;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ instances: 2 }), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});

afterEach(() => context.close());

/** Whom each instance knows by this cookie. */
function userOnEveryInstance(ticket: string): Promise<unknown[]> {
  return Promise.all(
    stack.origins.map(async (origin) => {
      const answer = await fetch(`${origin}/api/check-user`, { headers: { cookie: `${COOKIE}=${ticket}` } });
      return answer.json();
    }),
  );
}

async function signInHosted(): Promise<string> {
  await openAsStranger(page, stack.origin);
  await continueWithHosted(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
  return (await sessionCookie(context)).value;
}

test('signing out ends the session on every instance, at Cognito, and in managed login', async () => {
  const ticket = await signInHosted();
  const known = { user: expect.any(String) };
  expect(await userOnEveryInstance(ticket)).toEqual([known, known]);
  const [refreshToken = ''] = refreshTokensIn(stack.awsTraffic).slice(-1);
  expect(refreshToken).not.toBe('');

  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);

  expect(await userOnEveryInstance(ticket)).toEqual([{ user: null }, { user: null }]);
  const refused = await stack.aws.control.call('GetTokensFromRefreshToken', {
    RefreshToken: refreshToken,
    ClientId: CLIENT_ID,
  });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ __type: 'NotAuthorizedException' });
  expect((await context.cookies()).filter(({ name }) => name === COOKIE)).toEqual([]);

  await openAsStranger(page, stack.origin);
  await goToManagedLogin(page);
  await page.getByLabel('Password', { exact: true }).waitFor();
});

test.each(['GET', 'HEAD'])('%s on the sign-out address changes nothing', async (method) => {
  const ticket = await signInHosted();
  const answer = await fetch(`${stack.origin}/api/auth/sign-out`, {
    method,
    headers: { cookie: `${COOKIE}=${ticket}`, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  expect(answer.status).toBe(405);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await userOnEveryInstance(ticket)).toEqual([
    { user: expect.any(String) },
    { user: expect.any(String) },
  ]);
});

const STRANGE_SENDERS: ReadonlyArray<readonly [what: string, headers: Readonly<Record<string, string>>]> = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['a neighbouring subdomain', { origin: 'http://app.localhost:3000', 'sec-fetch-site': 'same-site' }],
];

test.each(STRANGE_SENDERS)('a form on %s cannot sign anyone out', async (_what, headers) => {
  const ticket = await signInHosted();
  const answer = await fetch(`${stack.origin}/api/auth/sign-out`, {
    method: 'POST',
    headers: {
      ...headers,
      cookie: `${COOKIE}=${ticket}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    redirect: 'manual',
  });
  expect(answer.status).toBe(403);
  expect(await userOnEveryInstance(ticket)).toEqual([
    { user: expect.any(String) },
    { user: expect.any(String) },
  ]);
});

test('signing out works while Cognito does not answer', async () => {
  await openAsStranger(page, stack.origin);
  await continueWithGoogle(page, ADA);
  await page.waitForURL(`${stack.origin}/protected`);
  const { value: ticket } = await sessionCookie(context);
  await stack.aws.control.injectFault({ operation: 'oauth2/revoke', mode: 'timeout', times: 5 });
  await stack.aws.control.injectFault({ operation: 'RevokeToken', mode: 'timeout', times: 5 });
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);
  expect(await userOnEveryInstance(ticket)).toEqual([{ user: null }, { user: null }]);
});
