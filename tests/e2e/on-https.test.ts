import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ADA,
  continueWithGoogle,
  DEMO,
  GRACE,
  openSignedOut,
  signInEmbedded,
} from '@/tests/support/browser-actions';
import { launchChromium } from '@/tests/support/chromium';
import { findingsIn } from '@/tests/support/csp-evaluator';
import { type GradedPage, gradeOf } from '@/tests/support/http-observatory';
import { type SecureStack, startSecureStack } from '@/tests/support/https-front';

const TICKET = '__Host-latchkey';
const DEVICE_TICKET = '__Host-latchkey-device';
/** Chromium signs six times in nine minutes for a site, so a page is not to be opened more often than it must. */
const PROOF_SECONDS = 5;

/** Chromium keeps a session's key in hardware; in a file only if told so. */
const SOFTWARE_KEYS =
  '--enable-features=DeviceBoundSessions,EnableBoundSessionCredentialsSoftwareKeysForManualTesting';

let stack: SecureStack;
let bound: Browser;
let plain: Browser;

beforeAll(async () => {
  stack = await startSecureStack({ SESSION_DEVICE_PROOF_TIMEOUT: `${PROOF_SECONDS}s` });
  [bound, plain] = await Promise.all([
    launchChromium([...stack.flags, SOFTWARE_KEYS]),
    launchChromium(stack.flags),
  ]);
});
afterAll(async () => {
  await Promise.all([bound?.close(), plain?.close()]);
  await stack?.stop();
});

async function signIn(browser: Browser, who: { readonly email: string }): Promise<Page> {
  const page = await browser.newPage({ baseURL: stack.publicOrigin });
  await openSignedOut(page, stack.publicOrigin);
  await continueWithGoogle(page, who);
  await page.waitForURL('/protected');
  return page;
}

async function cookiesOf(context: BrowserContext): Promise<ReadonlyMap<string, string>> {
  const ours = (await context.cookies()).filter(({ name }) => name.startsWith(TICKET));
  return new Map(ours.map(({ name, value }) => [name, value]));
}

/** What is answered to somebody else who has these cookies. */
async function answerTo(cookies: ReadonlyMap<string, string>, path: string): Promise<Response> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(`${stack.origin}${path}`, { headers: { cookie }, redirect: 'manual' });
}

async function refusalOf(cookies: ReadonlyMap<string, string>): Promise<unknown> {
  const answer = await answerTo(cookies, '/api/auth/session');
  return answer.status === 200 ? null : ((await answer.json()) as { error: { code: string } }).error.code;
}

test('stolen cookies of a bound session are refused once its proof has run out, and its owner goes on', async () => {
  const others = await signIn(plain, GRACE);
  const page = await signIn(bound, ADA);
  const context = page.context();
  await expect.poll(async () => (await cookiesOf(context)).has(DEVICE_TICKET)).toBe(true);
  const stolen = await cookiesOf(context);
  // Another site, from which nothing asks for the session meanwhile.
  await page.goto(`${stack.aws.url}/inbox`);
  expect(await refusalOf(stolen)).toBeNull();

  const limit = { timeout: (PROOF_SECONDS * 2 + 10) * 1000, interval: 250 };
  await expect.poll(() => refusalOf(stolen), limit).toBe('device_not_proved');
  for (const path of ['/protected', '/handbook']) {
    const answer = await answerTo(stolen, path);
    expect([path, answer.status]).toEqual([path, 307]);
    expect(answer.headers.get('location')).toContain('error=device_not_proved');
  }
  for (const path of ['/', '/sign-in'])
    expect(await (await answerTo(stolen, path)).text()).not.toContain('Ada Lovelace');
  expect(await (await answerTo(stolen, '/api/session-data/theme')).json()).toMatchObject({
    error: { code: 'device_not_proved' },
  });

  // Its owner comes back by a link on another site, for which the browser renews the proof without any cookie.
  await page.evaluate((address) => location.assign(address), `${stack.publicOrigin}/protected`);
  await page.waitForURL('/protected');
  const renewed = await cookiesOf(context);
  expect(renewed.get(TICKET)).toBe(stolen.get(TICKET));
  expect(renewed.get(DEVICE_TICKET)).not.toBe(stolen.get(DEVICE_TICKET));
  expect(await refusalOf(stolen)).toBe('device_not_proved');

  expect((await cookiesOf(others.context())).has(DEVICE_TICKET)).toBe(false);
  expect(await refusalOf(await cookiesOf(others.context()))).toBeNull();
});

test('a session that starts in the form on the page is bound as well, and over when it is signed out', async () => {
  const page = await bound.newPage({ baseURL: stack.publicOrigin });
  await openSignedOut(page, stack.publicOrigin);
  await signInEmbedded(page, DEMO);
  await page.waitForURL('/protected');
  await expect.poll(async () => (await cookiesOf(page.context())).has(DEVICE_TICKET)).toBe(true);
  const held = await cookiesOf(page.context());
  expect(await refusalOf(held)).toBeNull();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect.poll(() => refusalOf(held)).toBe('unauthenticated');
});

/** What the answer to a navigation says, over https. */
async function visit(page: Page, path: string): Promise<GradedPage> {
  const answer = await page.goto(path);
  if (answer === null) throw new Error(`${path} did not answer`);
  const headers = new Headers((await answer.headersArray()).map(({ name, value }) => [name, value]));
  const others = { headers: { origin: 'https://evil.example' }, redirect: 'manual' } as const;
  const toOthers = await fetch(`${stack.origin}${path}`, others);
  return { headers, html: await answer.text(), toOthers: toOthers.headers };
}

test('pages have the best grade of the HTTP Observatory, and the CSP Evaluator finds nothing', async () => {
  const page = await signIn(plain, GRACE);
  for (const path of ['/', '/sign-in', '/protected', '/account/security']) {
    const seen = await visit(page, path);
    expect([path, gradeOf(seen)]).toMatchObject([path, { grade: 'A+' }]);
    expect([path, findingsIn(seen.headers.get('content-security-policy') ?? '')]).toEqual([path, []]);
    for (const header of ['strict-transport-security', 'content-security-policy']) {
      const headers = new Headers(seen.headers);
      headers.delete(header);
      expect(gradeOf({ ...seen, headers }).grade, `${path} without ${header}`).not.toBe('A+');
    }
  }
  // demo: from here
  // Rendered before there is a nonce: docs/decisions/0075.
  for (const path of ['/handbook', '/handbook/devices', '/handbook/nowhere']) {
    const handbook = await visit(page, path);
    expect([path, gradeOf(handbook)]).toMatchObject([path, { grade: 'A+' }]);
    const policy = handbook.headers.get('content-security-policy') ?? '';
    expect(findingsIn(policy)).toEqual(["'self' or a host in script-src"]);
    // Only its scripts know that somebody is signed in.
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    const ran = page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      document.body.append(script);
      return document.title;
    });
    expect(await ran).not.toBe('injected');
  }
  // demo: to here
});
