import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { CookieJar } from '@/tests/support/cookie-jar';
import { signedInJar } from '@/tests/support/session-cookie';
import { testOnCopy } from './fixture';

/** Each page with sentences that only signed-in users may read. */
const PAGES: ReadonlyArray<readonly [path: string, sentences: readonly string[]]> = [
  // demo: from here
  ['/protected', ['Hello, ', 'Your attributes at Cognito']],
  ['/profile', ['Your profile']],
  // demo: to here
  ['/account', ['Your account', 'This session']],
  // demo: from here
  ['/handbook', ['Rendered when the app was built']],
  // demo: to here
];

/** The ways in which Next asks for a page: navigation, client-side navigation, prefetch, and by the flight file. */
const WAYS: Readonly<
  Record<string, { readonly suffix: string; readonly headers: Readonly<Record<string, string>> }>
> = {
  navigation: { suffix: '', headers: { accept: 'text/html' } },
  'client-side navigation': { suffix: '?_rsc=1', headers: { rsc: '1' } },
  prefetch: { suffix: '?_rsc=1', headers: { rsc: '1', 'next-router-prefetch': '1' } },
  'flight file': { suffix: '.rsc', headers: {} },
  'claimed inner request': {
    suffix: '',
    headers: { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') },
  },
};

const HANDLERS: ReadonlyArray<readonly [method: string, path: string]> = [
  ['GET', '/api/auth/session'],
  ['GET', '/api/account/sessions'],
  ['DELETE', '/api/account/sessions?scope=all'],
];

const test = testOnCopy('without-middleware', (path) => rmSync(join(path, 'middleware.ts')));

let jar: CookieJar;

test.beforeAll(async ({ stack }) => {
  jar = await signedInJar(stack.origin);
}, 300_000);

describe.each(PAGES)('%s', (path, sentences) => {
  test.for(Object.keys(WAYS))('gives a signed-out visitor nothing by %s', async (way, { stack }) => {
    const { suffix = '', headers = {} } = WAYS[way] ?? {};
    const answer = await new CookieJar().fetch(`${stack.origin}${path}${suffix}`, { headers });
    const body = await answer.text();
    expect(answer.status).toBeLessThan(500);
    expect(sentences.filter((sentence) => body.includes(sentence))).toEqual([]);
  });

  test('is there for a signed-in user', async ({ stack }) => {
    const answer = await jar.fetch(`${stack.origin}${path}`, { headers: { accept: 'text/html' } });
    const body = await answer.text();
    expect(sentences.filter((sentence) => !body.includes(sentence))).toEqual([]);
  });
});

test.for(HANDLERS)('%s %s refuses a signed-out visitor', async ([method, path], { stack }) => {
  const headers = { origin: stack.origin, 'sec-fetch-site': 'same-origin' };
  const answer = await fetch(`${stack.origin}${path}`, { method, headers, redirect: 'manual' });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ error: { code: 'unauthenticated' } });
});
