import { setTimeout as pause } from 'node:timers/promises';
import type { Request } from 'playwright-core';
import { expect } from 'vitest';
import { signIn } from '@/test-kit/sign-in';
import { DEMO, openSignedOut, signInEmbedded } from '@/tests/support/browser-actions';
import type { CookieJar } from '@/tests/support/cookie-jar';
import { COOKIE, signedInJar } from '@/tests/support/session-cookie';
import { CLIENT_ID } from '@/tests/support/token-probe';
import { onHosting, testApart } from './fixture';

const test = testApart();

let jar: CookieJar;

test.beforeAll(async ({ stack }) => {
  jar = await signedInJar(stack.origin);
});

test.afterEach(({ stack }) => stack.aws.control.clearFaults());

test('while Redis is away: 503 with Retry-After; afterwards the same session', async ({ stack }) => {
  const ticket = jar.get(COOKIE);
  await stack.redis.halt();
  try {
    for (const path of [
      '/protected',
      '/handbook',
      '/account',
      '/api/auth/session',
      '/api/account/sessions',
    ]) {
      const answer = await jar.fetch(`${stack.origin}${path}`, { redirect: 'follow' });
      expect([path, answer.status]).toEqual([path, 503]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(await answer.text()).not.toContain('Ada Lovelace');
    }
    const signIn = await fetch(`${stack.origin}/api/auth/sign-in`, {
      headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    });
    expect(signIn.status).toBe(503);
    expect(Number(signIn.headers.get('retry-after'))).toBeGreaterThan(0);
    const words = await signIn.text();
    expect(words).toContain('We can&#39;t sign you in right now.');
    expect(words).not.toContain('still signed in');
    expect((await fetch(`${stack.origin}/api/health/live`)).status).toBe(200);
    expect((await fetch(`${stack.origin}/api/health/ready`)).status).toBe(503);
  } finally {
    await stack.redis.resume();
  }
  await expect
    .poll(async () => (await jar.fetch(`${stack.origin}/protected`)).status, { timeout: 15_000 })
    .toBe(200);
  expect((await fetch(`${stack.origin}/api/health/ready`)).status).toBe(200);
  expect(jar.get(COOKIE)).toBe(ticket);
});

// demo: from here
test.for(['delay', 'error'] as const)(
  'a page that asks Cognito about its user says so when GetUser answers with %s',
  async (mode, { stack }) => {
    await stack.aws.control.injectFault({ operation: 'GetUser', mode, ms: 60_000, times: 1_000 });
    for (const path of ['/protected', '/account/security']) {
      const signal = AbortSignal.timeout(20_000); // of a minute that Cognito takes
      const page = await jar.fetch(`${stack.origin}${path}`, { signal });
      expect([path, page.status]).toEqual([path, 200]);
      const text = await page.text();
      const isAsked = path === '/protected'; // a second factor of Google's is no question for Cognito
      expect(text.includes('>The sign-in service does not answer at the moment.')).toBe(isAsked);
      expect(text).toContain('Ada Lovelace');
    }
  },
);
// demo: to here

test('while Cognito is away a session with a good access token notices nothing', async ({ stack }) => {
  await stack.aws.control.injectFault({ operation: '*', mode: 'error', times: 1_000 });
  const page = await jar.fetch(`${stack.origin}/account`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Ada Lovelace');
});

test('while Cognito is away signing in says that it cannot be done', async ({ stack }) => {
  await stack.aws.control.injectFault({ operation: '*', mode: 'error', times: 1_000 });
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
});

test('while Cognito hangs a hosted sign-in is told so in seconds, and the next one succeeds', async ({
  stack,
  user,
}) => {
  await stack.aws.control.injectFault({ operation: 'oauth2/token', mode: 'timeout', times: 1_000 });
  const refusal = signIn(stack.origin, user).then(String, ({ message }) => message);
  // Five seconds for Cognito, and time for a busy machine: the library itself would wait for thirty.
  const told = await Promise.race([refusal, pause(20_000, 'nothing', { ref: false })]);
  expect(told).toContain("We can't sign you in right now.");
  await stack.aws.control.clearFaults();
  const answer = await (await signIn(stack.origin, user)).fetch(`${stack.origin}/api/check-user`);
  expect(await answer.json()).toEqual({ user: expect.any(String) });
});

// Nothing of it is the host's, and it takes its time.
test.skipIf(onHosting)(
  'the form says when Cognito hangs, after one try, or Redis is away, and signs in afterwards',
  async ({ stack, user, visit }) => {
    const page = await visit.signedOut();
    await openSignedOut(page, stack.origin);
    await stack.aws.control.injectFault({ operation: 'InitiateAuth', mode: 'timeout', times: 1_000 });
    const asked: Request[] = [];
    page.on('request', (request) => request.url().includes('/api/auth/cognito') && asked.push(request));
    await signInEmbedded(page, user);
    const button = page.getByRole('button', { name: 'Sign in', exact: true });
    const refusal = page.getByText('We can’t sign you in right now. Try again in a few seconds.');
    await refusal.waitFor({ timeout: 30_000 });
    expect(await Promise.all(asked.map(async (one) => (await one.response())?.status()))).toEqual([598]);
    await stack.aws.control.clearFaults();
    await page.getByRole('button', { name: 'Dismiss alert' }).click();
    await stack.redis.halt();
    try {
      await button.click();
      await refusal.waitFor({ timeout: 20_000 });
    } finally {
      await stack.redis.resume();
    }
    await expect
      .poll(async () => (await fetch(`${stack.origin}/api/health/ready`)).status, { timeout: 15_000 })
      .toBe(200);
    await button.click();
    await page.waitForURL(`${stack.origin}/protected`);
  },
);

test('an account is not deleted while Redis or Cognito is away, and its owner is told', async ({
  stack,
  user,
  visit,
}) => {
  const page = await visit.signedIn(user);
  await page.goto('/account');
  const remove = async () => {
    await page.getByLabel('To confirm, type delete').fill('delete');
    await page.getByRole('button', { name: 'Delete account' }).click();
  };
  await stack.redis.halt();
  try {
    await remove();
    // By the middleware, which hears of it first, or else by the action.
    await page.getByText(/^That did not reach the server\.$|^Nothing has been deleted\./).waitFor();
  } finally {
    await stack.redis.resume();
  }
  await expect
    .poll(async () => (await fetch(`${stack.origin}/api/health/ready`)).status, { timeout: 15_000 })
    .toBe(200);
  await stack.aws.control.injectFault({ operation: 'DeleteUser', mode: 'error', times: 1_000 });
  await remove();
  const main = page.getByRole('main');
  await main
    .getByText('The sign-in service does not answer at the moment. You are still signed in.')
    .waitFor();
  await page.goto('/protected');
  expect(await main.textContent()).toContain(user.email);
});
