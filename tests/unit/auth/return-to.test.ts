import { describe, expect, it } from 'vitest';
import { isReturnToWellFormed, parseReturnTo, signInPath } from '@/lib/auth/return-to';

const APP = 'https://app.example';

const HOSTILE = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\nSet-Cookie: a=b',
  '\t//evil.example',
  ' //evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://evil.example',
  'http://app.example@evil.example',
  'https://app.example@evil.example/',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'evil.example',
  '.evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '//evil%E3%80%82example',
  '//\u3002evil.example',
  '/\u0000/evil.example',
  '',
];

describe('a return path', () => {
  it.each([
    '/',
    '/protected',
    '/account/sessions?tab=2#top',
    '/handbook/x?next=//evil.example',
    '/search?q=%E3%81%82',
  ])('that stays on the site is kept: %s', (path) => {
    expect(parseReturnTo(path)).toBe(path);
  });

  it.each(HOSTILE)('that could leave the site becomes the home page: %j', (value) => {
    const path = parseReturnTo(value);
    expect(new URL(path, APP).origin).toBe(APP);
    expect(path).toBe('/');
  });

  it.each(['/%09/evil.example', '/%5cevil.example', '/%2f%2fevil.example'])(
    'with an escaped slash stays a path of this site: %s',
    (value) => {
      expect(new URL(parseReturnTo(value), APP).origin).toBe(APP);
      expect(parseReturnTo(value)).toBe(value);
    },
  );

  it.each([undefined, null, 7, ['/a'], { path: '/a' }, `/${'a'.repeat(10_000)}`])(
    'that is no string of sane length becomes the home page',
    (value) => {
      expect(parseReturnTo(value)).toBe('/');
    },
  );

  it('that grows beyond measure when it is escaped becomes the home page', () => {
    const kept = `/${'a'.repeat(1_900)}`;
    expect(parseReturnTo(kept)).toBe(kept);
    for (const path of [`/${'あ'.repeat(600)}`, `/?a=${'%22'.repeat(600)}`, `/?${'&'.repeat(1_900)}`]) {
      expect(parseReturnTo(path)).toBe('/');
      expect(signInPath(path)).toBe('/sign-in');
    }
  });

  it.each([
    '/api/auth/sign-in',
    '/api',
    '/sign-in',
    '/sign-in?returnTo=/sign-in',
    '/unavailable',
    '/x/../api/check-user',
  ])('that would loop or reach an endpoint becomes the home page: %s', (value) => {
    expect(parseReturnTo(value)).toBe('/');
  });

  it('is carried to the sign-in page, and left out when it is the home page', () => {
    expect(signInPath('/protected')).toBe('/sign-in?returnTo=%2Fprotected');
    expect(signInPath('//evil.example')).toBe('/sign-in');
    expect(signInPath('/a?b=c', 'session_ended')).toBe('/sign-in?returnTo=%2Fa%3Fb%3Dc&error=session_ended');
    expect(signInPath('/', 'session_ended')).toBe('/sign-in?error=session_ended');
  });
});

describe('a query', () => {
  it.each(['returnTo=/a&returnTo=/b', 'returnTo[]=/a', 'returnTo[x]=/a', `returnTo=/${'a'.repeat(10_000)}`])(
    'is malformed with %s',
    (query) => {
      expect(isReturnToWellFormed(new URLSearchParams(query))).toBe(false);
    },
  );

  it.each(['', 'returnTo=', 'returnTo=/a', 'returnTo=//evil.example'])('is well formed with %s', (query) => {
    expect(isReturnToWellFormed(new URLSearchParams(query))).toBe(true);
  });
});
