import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessTokensIn, allTokensIn, refreshTokensIn } from '@/tests/support/aws-traffic';
import {
  ADA,
  continueWithGoogle,
  continueWithHosted,
  DEMO,
  GRACE,
  newAccount,
  openSignedOut,
  signInEmbedded,
  signUpEmbedded,
  signUpHosted,
} from '@/tests/support/browser-actions';
import { visibleText } from '@/tests/support/browser-record';
import { type RecordingProxy, startRecordingProxy } from '@/tests/support/recording-proxy';
import { sessionCookie } from '@/tests/support/session-cookie';
import type { ProductStack } from '@/tests/support/stack';
import { acceptedTokens, tokenCandidates } from '@/tests/support/token-probe';
import { test } from './fixture';

let proxy: RecordingProxy;
let page: Page;

test.beforeEach(async ({ visit }) => {
  proxy = await startRecordingProxy();
  page = await visit.signedOut({ proxy: { server: proxy.server, bypass: '<-loopback>' } });
});

test.afterEach(() => proxy.stop());

async function expectToBeSignedIn(name: string): Promise<void> {
  await page.waitForURL('/protected');
  await expect.poll(() => page.getByRole('banner').textContent()).toContain(name);
}

/** What was seen is tried while the session lives: a token that has been revoked would be refused anyway. */
async function expectNothingToSteal(stack: ProductStack): Promise<void> {
  const seen = await visibleText(page.context(), page, proxy);
  const candidates = new Set([
    ...tokenCandidates(seen.dynamic),
    // Build output was made before anyone signed in; only what looks like a JWT is worth trying there.
    ...tokenCandidates(seen.static, { opaque: false }),
  ]);
  const issued = allTokensIn(stack.awsTraffic);
  expect(issued.length).toBeGreaterThan(0);
  expect(issued.filter((token) => `${seen.dynamic}${seen.static}`.includes(token))).toEqual([]);
  expect(candidates.size, 'the record holds at least the cookie and the state parameter').toBeGreaterThan(1);
  expect(await acceptedTokens(stack.aws, candidates)).toEqual([]);
}

async function expectOneSmallCookie(): Promise<void> {
  const context = page.context();
  const ofTheApp = await context.cookies(new URL('/api/auth/session', page.url()).href);
  const cookie = await sessionCookie(context);
  const awsCookies = ['cognito', 'XSRF-TOKEN'];
  expect(ofTheApp.map(({ name }) => name).filter((name) => !awsCookies.includes(name))).toEqual([
    cookie.name,
  ]);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(`${cookie.name}=${cookie.value}`.length).toBeLessThanOrEqual(200);
}

test('Google: from a protected page and back to it, with the name from Google', async ({ stack }) => {
  await openSignedOut(page, stack.origin);
  await continueWithGoogle(page, ADA);
  await expectToBeSignedIn('Ada Lovelace');
  await expectOneSmallCookie();
  await expectNothingToSteal(stack);
});

test('managed login: someone who has an account', async ({ stack }) => {
  await openSignedOut(page, stack.origin);
  await continueWithHosted(page, DEMO);
  await expectToBeSignedIn('Demo Person');
  await expectOneSmallCookie();
  await expectNothingToSteal(stack);
});

test('managed login: sign-up with the code from the inbox', async ({ stack }) => {
  const account = newAccount();
  await openSignedOut(page, stack.origin);
  await signUpHosted(page, account, stack.aws.control);
  await expectToBeSignedIn(account.email); // managed login asks for what the pool requires, and that is no name
  await expectNothingToSteal(stack);
});

test('Authenticator: sign-up, confirmation, and sign-in by SRP', async ({ stack }) => {
  const account = newAccount();
  await openSignedOut(page, stack.origin);
  await signUpEmbedded(page, account, stack.aws.control);
  await expectToBeSignedIn(account.name);
  await expectOneSmallCookie();
  await expectNothingToSteal(stack);

  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${stack.origin}/`);
  await openSignedOut(page, stack.origin);
  await signInEmbedded(page, account);
  await expectToBeSignedIn(account.name);
  await expectNothingToSteal(stack);
});

test('the password of a sign-in by the Authenticator never leaves the browser', async ({ stack }) => {
  await openSignedOut(page, stack.origin);
  await signInEmbedded(page, DEMO);
  await page.waitForURL(`${stack.origin}/protected`);
  const sent = proxy.exchanges.map(
    ({ url, requestHeaders, requestBody }) => url + requestHeaders + requestBody,
  );
  const [beforeTheSymbol = ''] = DEMO.password.split('!'); // which a form would send as %21
  expect(sent.some((text) => text.includes('PASSWORD_VERIFIER'))).toBe(true);
  expect(sent.filter((text) => text.includes(beforeTheSymbol))).toEqual([]);
});

test('the search for tokens finds those that the server holds', async ({ stack }) => {
  await openSignedOut(page, stack.origin);
  await continueWithGoogle(page, GRACE);
  await expectToBeSignedIn('Grace Hopper');
  const [accessToken = '', refreshToken = ''] = [accessTokensIn, refreshTokensIn].map((find) =>
    find(stack.awsTraffic).at(-1),
  );
  const leaky = `{"a":"${accessToken}"} set-cookie: x=${encodeURIComponent(refreshToken)}; Path=/`;
  const accepted = await acceptedTokens(stack.aws, tokenCandidates(leaky));
  expect(new Set(accepted.map((line) => line.split(':')[0]))).toEqual(
    new Set(['JWKS signature', 'GetUser', 'userInfo', 'GetTokensFromRefreshToken', 'token endpoint']),
  );
});
