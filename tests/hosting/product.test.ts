import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '@/tests/support/browser-actions';
import { CookieJar } from '@/tests/support/cookie-jar';
import { moreSessions } from '@/tests/support/more-sessions';
import { COOKIE, holderOf, signedInJar } from '@/tests/support/session-cookie';
import { type HostingStack, startHostingStack } from './support/hosting-stack';

// What is particular to the host. The product's browser tests run on it in the project `on-hosting`.

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

/** For as many requests as are made at the same time. */
const ENVIRONMENTS = 4;

beforeAll(async () => {
  stack = await startHostingStack({ warm: ENVIRONMENTS, maxEnvironments: ENVIRONMENTS });
});

afterAll(async () => {
  await stack?.stop();
});

afterEach(({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(`${stack.lines.slice(-30).join('\n')}\n`);
});

test('app data is kept with the session, whichever environment answers', async () => {
  const [jar = new CookieJar()] = await moreSessions(stack, DEMO, 1);
  const url = `${stack.origin}/api/session-data/theme`;
  const headers = { 'content-type': 'application/json', origin: stack.origin };
  const put = await jar.fetch(url, { method: 'PUT', headers, body: JSON.stringify('dark') });
  expect(put.status).toBeLessThan(300);
  const answers = await Promise.all(Array.from({ length: ENVIRONMENTS }, () => jar.fetch(url)));
  for (const answer of answers) expect(JSON.stringify(await answer.json())).toContain('dark');
});

describe('the cache at the edge', () => {
  /** What the address of a page answers, and whether the edge kept it. */
  async function ask(jar: CookieJar, path: string, headers: Record<string, string> = {}) {
    const answer = await jar.fetch(`${stack.origin}${path}`, { headers });
    return { path, hit: answer.headers.get('x-cache') !== null, text: await answer.text(), answer };
  }

  test('never hands one user’s answer to another, nor to a signed-out visitor', async () => {
    const ada = await signedInJar(stack.origin);
    const [demo = new CookieJar()] = await moreSessions(stack, DEMO, 1);
    const rsc = { rsc: '1' };
    for (const path of [...PAGES, ...ROUTES]) {
      for (const headers of [{}, rsc]) {
        await ask(ada, path, headers);
        const demos = await ask(demo, path, headers);
        const visitors = await ask(new CookieJar(), path, headers);
        expect([path, demos.hit, visitors.hit]).toEqual([path, false, false]);
        expect(demos.text, path).not.toContain('Lovelace');
        expect(visitors.text, path).not.toMatch(/Lovelace|demo@example\.com/);
      }
    }
  });

  // demo: from here
  test('the prerendered handbook is for signed-in users, each time', async () => {
    const ada = await signedInJar(stack.origin);
    for (const path of ['/handbook', '/handbook/sessions']) {
      const hers = await ask(ada, path);
      expect([path, hers.answer.status]).toEqual([path, 200]);
      expect(hers.answer.headers.get('cache-control')).toMatch(/private.*no-store|no-store.*private/);
      const policy = hers.answer.headers.get('content-security-policy');
      expect(policy).toMatch(/script-src 'nonce-\w+' 'self'( 'sha256-[\w+/=]+'){3};/);
      const visitors = await ask(new CookieJar(), path);
      expect(visitors.answer.status).toBe(307);
      expect(visitors.answer.headers.get('location')).toContain('/sign-in?returnTo=');
    }
    await ada.fetch(`${stack.origin}/api/auth/sign-out`, {
      method: 'POST',
      headers: { origin: stack.origin, 'sec-fetch-site': 'same-origin' },
    });
    expect((await ask(holderOf(ada.get(COOKIE) ?? ''), '/handbook')).answer.status).toBe(307);
  });
  // demo: to here

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

test('the user’s own address is the one before the edge’s', async () => {
  const [jar = new CookieJar()] = await moreSessions(stack, DEMO, 1);
  const listed = await jar.fetch(`${stack.origin}/api/account/sessions`, {
    headers: { 'x-forwarded-for': '192.0.2.7' },
  });
  const text = await listed.text();
  expect(text).toContain('127.0.0.1');
  expect(text).not.toContain('192.0.2.7');
  expect(text).not.toContain('130.176.88.1');
});
