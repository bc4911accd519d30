import type { Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { ADA } from '@/tests/support/browser-actions';
import { rawGet } from '@/tests/support/raw-request';
import { test } from './fixture';

/** One browser for all: the first time Google asks who it is, after that managed login still knows. */
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
});

afterAll(() => page?.close());

/** Ways out of a site that have worked somewhere. `%` sequences reach the app decoded once. */
const HOSTILE = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%09/evil.example',
  '/%5cevil.example',
  '/%2f%2fevil.example',
  'https:evil.example',
  'http:/evil.example',
  'javascript:alert(document.domain)',
  'data:text/html,<script>alert(1)</script>',
  'https://localhost@evil.example/',
  '//localhost:3000@evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/protected/..//evil.example',
  '．．//evil.example',
  '/。/evil.example',
  '//evil。example',
  '/\r\nLocation: https://evil.example',
  '/\u0000/evil.example',
  '/api/auth/sign-out',
  '/sign-in?returnTo=//evil.example',
] as const;

test.for(HOSTILE)('the sign-in page offers no way to %j', async (returnTo, { stack }) => {
  const answer = await fetch(`${stack.origin}/sign-in?${new URLSearchParams({ returnTo })}`, {
    redirect: 'manual',
  });
  expect(answer.status).toBeLessThan(500);
  const html = await answer.text();
  // Only where a click or a form could lead: Next repeats the page's own address, query and all, in its data.
  const links = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(
    ([, link = '']) => new URL(link.replaceAll('&amp;', '&'), stack.origin),
  );
  expect(links.length).toBeGreaterThan(3);
  expect(links.map(({ origin }) => origin).filter((origin) => origin !== stack.origin)).toEqual([]);
  const targets = links.flatMap(({ searchParams }) => searchParams.getAll('returnTo'));
  expect(targets.filter((target) => new URL(target, stack.origin).origin !== stack.origin)).toEqual([]);
});

test.for(HOSTILE)('signing in with the return path %j stays on the site', async (returnTo, { stack }) => {
  const query = new URLSearchParams({ provider: 'Google', returnTo });
  const answer = await page.goto(`${stack.origin}/api/auth/sign-in?${query}`);
  expect(answer?.status()).toBeLessThan(500);
  const asked = new URL(page.url()).pathname.startsWith('/google/');
  if (asked) await page.getByRole('button', { name: ADA.email }).click();
  await page.waitForURL(`${stack.origin}/**`);
  expect(new URL(page.url()).origin).toBe(stack.origin);
});

test.for([
  ['twice', 'returnTo=/account&returnTo=/profile'],
  ['as an array', 'returnTo[]=/account'],
  ['as an object', 'returnTo[a]=/account'],
  ['of 10 kB', `returnTo=/${'a'.repeat(10_240)}`],
])('a return path %s is a bad request', async ([, query], { stack }) => {
  const answer = await fetch(`${stack.origin}/api/auth/sign-in?provider=Google&${query}`, {
    headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    redirect: 'manual',
  });
  expect(answer.status).toBe(400);
});

test('a return path adds nothing to the authorization request', async ({ stack }) => {
  const query = new URLSearchParams({
    provider: 'Google',
    returnTo: '/x?client_id=evil&redirect_uri=https://evil.example',
  });
  const answer = await fetch(`${stack.origin}/api/auth/sign-in?${query}`, {
    headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    redirect: 'manual',
  });
  const target = new URL(answer.headers.get('location') ?? '');
  expect(target.searchParams.getAll('redirect_uri')).toEqual([`${stack.origin}/api/auth/callback`]);
  expect(target.searchParams.getAll('client_id')).toHaveLength(1);
  expect(target.href).not.toContain('evil');
});

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

const POISON: ReadonlyArray<readonly [name: string, value: string]> = [
  ['host', 'evil.example'],
  ['x-forwarded-host', 'evil.example'],
  ['x-forwarded-proto', 'https'],
  ['forwarded', 'host=evil.example;proto=https'],
  ['x-original-host', 'evil.example'],
];

test.for(POISON)(
  'a poisoned %s header reaches neither the callback address nor a link',
  async ([name, value], { stack }) => {
    const headers = { ...NAVIGATION, [name]: value };
    const start = await rawGet(`${stack.origin}/api/auth/sign-in?provider=Google`, headers);
    expect(new URL(start.headers.location ?? '').searchParams.get('redirect_uri')).toBe(
      `${stack.origin}/api/auth/callback`,
    );
    const page = await rawGet(`${stack.origin}/protected`, headers);
    expect(page.status).toBe(307);
    const target = new URL(page.headers.location ?? '', stack.origin);
    expect(`${target.origin}${target.pathname}`).toBe(`${stack.origin}/sign-in`);
  },
);
