import { describe, expect, it } from 'vitest';
import { isNavigation } from '@/lib/http/navigation';
import { isSameOrigin } from '@/lib/http/same-origin';

const APP = 'https://app.example';
const allows = (method: string, headers: Record<string, string>) =>
  isSameOrigin({ method, headers: new Headers(headers) }, APP);

describe('a changing request', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://app.example' },
    { origin: 'https://app.example.evil.example' },
    { origin: 'https://app.example:8443' },
    { origin: APP, 'sec-fetch-site': 'cross-site' },
    { origin: APP, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site' },
  ])('is refused when it says that it comes from elsewhere: %j', (headers) => {
    expect(allows('POST', headers)).toBe(false);
    expect(allows('DELETE', headers)).toBe(false);
  });

  it.each<Record<string, string>>([{ origin: APP }, { origin: APP, 'sec-fetch-site': 'same-origin' }, {}])(
    'is allowed from the app itself and from what is no browser: %j',
    (headers) => {
      expect(allows('POST', headers)).toBe(true);
    },
  );

  it('may be read from anywhere', () => {
    expect(allows('GET', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});

describe('a sign-in', () => {
  it.each<Record<string, string>>([
    { 'next-router-prefetch': '1' },
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'x-moz': 'prefetch' },
    { rsc: '1' },
    { 'sec-fetch-dest': 'image' },
    { 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-dest': 'empty' },
  ])('is not started by %j', (headers) => {
    expect(isNavigation(new Headers(headers))).toBe(false);
  });

  it('is started by a navigation', () => {
    expect(isNavigation(new Headers({ 'sec-fetch-dest': 'document' }))).toBe(true);
    expect(isNavigation(new Headers())).toBe(true);
  });
});
