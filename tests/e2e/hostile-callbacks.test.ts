import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ADA, continueWithGoogle, openSignedOut } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { COOKIE } from '@/tests/support/session-cookie';
import { test } from './fixture';

/**
 * Goes as far as the redirect back from Cognito and keeps it from reaching the app. By the DevTools protocol, because
 * Playwright's routes do not see requests that a redirect makes.
 */
async function stopBeforeCallback(page: Page, origin: string): Promise<string> {
  const devTools = await page.context().newCDPSession(page);
  const seen = new Promise<string>((resolve) => {
    devTools.on('Fetch.requestPaused', ({ requestId, request }) => {
      resolve(request.url);
      void devTools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    });
  });
  await devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/auth/callback?*' }] });
  await openSignedOut(page, origin);
  await continueWithGoogle(page, ADA).catch(() => undefined); // the navigation is the one that is cut off
  return seen;
}

async function jarOf(page: Page, origin: string): Promise<CookieJar> {
  const jar = new CookieJar();
  for (const { name, value } of await page.context().cookies(origin)) jar.set(name, value);
  return jar;
}

/** A page that says so in words, with one way on, and without a session. */
async function expectRefusal(answer: Response): Promise<void> {
  const body = await answer.text();
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(body.match(/<a /g)).toHaveLength(1);
  expect(answer.headers.getSetCookie().filter((line) => line.startsWith(`${COOKIE}=s.`))).toEqual([]);
}

test.for([
  ['no parameters', ''],
  ['a state that nobody made', 'code=abc&state=unknown'],
  ['no state', 'code=abc'],
  ['two states', 'code=abc&state=a&state=b'],
  ['a very long state', `code=abc&state=${'a'.repeat(4_000)}`],
  ['an error with markup', 'error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x'],
])('a callback with %s is refused', async ([, query], { stack }) => {
  const answer = await new CookieJar().fetch(`${stack.origin}/api/auth/callback?${query}`);
  expect(await answer.clone().text()).not.toContain('<script>');
  await expectRefusal(answer);
});

test('a callback counts once', async ({ stack, visit }) => {
  const page = await visit.signedOut();
  const url = await stopBeforeCallback(page, stack.origin);
  const jar = await jarOf(page, stack.origin);
  const first = await jar.fetch(url);
  expect(first.status).toBe(303);
  expect(new URL(first.headers.get('location') ?? '', stack.origin).pathname).toBe('/protected');
  await expectRefusal(await jar.fetch(url));
  const stillSignedIn = await jar.fetch(`${stack.origin}/api/check-user`);
  expect(await stillSignedIn.json()).toEqual({ user: expect.any(String) });
});

test('of two simultaneous callbacks one signs in', async ({ stack, visit }) => {
  const page = await visit.signedOut();
  const url = await stopBeforeCallback(page, stack.origin);
  const answers = await Promise.all(
    [await jarOf(page, stack.origin), await jarOf(page, stack.origin)].map((jar) => jar.fetch(url)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 400]);
});

test('a callback that another browser started signs nobody in', async ({ stack, visit }) => {
  const url = await stopBeforeCallback(await visit.signedOut(), stack.origin);
  const page = await visit.signedOut();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Continue with Google' }).click();
  await page.getByRole('button', { name: ADA.email }).waitFor();
  await expectRefusal(await (await jarOf(page, stack.origin)).fetch(url));
  await expectRefusal(await new CookieJar().fetch(url));
});

test('tabs that sign in side by side all arrive, in any order', async ({ stack, visit }) => {
  const first = await visit.signedOut();
  const tabs = [first, ...(await Promise.all(Array.from({ length: 4 }, () => first.context().newPage())))];
  for (const tab of tabs) {
    await openSignedOut(tab, stack.origin);
    await tab.getByRole('link', { name: 'Continue with Google' }).click();
    await tab.getByRole('button', { name: ADA.email }).waitFor();
  }
  for (const tab of tabs.reverse()) {
    await tab.getByRole('button', { name: ADA.email }).click();
    await tab.waitForURL('/protected');
  }
});
