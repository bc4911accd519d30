import { describe, expect, it } from 'vitest';
import { hasCode, isLatchkeyError, LatchkeyError, toLatchkeyError } from '@/lib/errors';
import { readLimitedText } from '@/lib/http/body';
import { clientAddress } from '@/lib/http/client-address';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { errorPage } from '@/lib/http/error-page';
import {
  carriesNonce,
  isGuardedInBrowser,
  isProtected,
  isSessionChecked,
  type RouteTable,
} from '@/lib/http/routes';
import { parseJson } from '@/lib/json';

const TABLE: RouteTable = {
  protected: ['/account', '/admin', '/manual'],
  sessionChecked: ['/manual'],
  open: [],
  otherwise: 'anyone',
  prerendered: [],
};

describe('the client address', () => {
  it.each([
    ['203.0.113.7', 1, '203.0.113.7'],
    ['10.0.0.1, 203.0.113.7', 1, '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
    ['::ffff:203.0.113.7', 1, '203.0.113.7'],
    ['2001:db8::1', 1, '2001:db8::1'],
    ['203.0.113.7', 0, 'unknown'],
    ['203.0.113.7', 2, 'unknown'],
    ['<script>', 1, 'unknown'],
    [null, 1, 'unknown'],
  ])('in %j behind %i trusted proxies is %s', (header, proxies, address) => {
    expect(clientAddress(header, proxies)).toBe(address);
  });
});

describe('JSON from outside', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

  it('is parsed', () => {
    expect(parseJson('{"a":[1]}')).toEqual({ a: [1] });
    expect(JSON.stringify(parseJson(nested(60)))).toBe(nested(60));
  });

  it.each(['', '{', nested(66), nested(30_000), `{"a":${nested(2_000)}}`])(
    'is refused when it is no JSON or too deep',
    (text) => {
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
    },
  );
});

describe('the route table', () => {
  it.each([
    '/manual',
    '/manual/',
    '/manual/refunds',
    '/manual.rsc',
    '/manual.segments/_tree.segment.rsc',
    '/manual;x',
    '/%6Danual',
    '//manual',
    '/manual%2Frefunds',
  ])('has the session checked for %s', (path) => {
    expect(isSessionChecked(path, TABLE)).toBe(true);
    expect(isProtected(path, TABLE)).toBe(true);
  });

  it.each(['/', '/manuals', '/manual-x', '/sign-in', '/api/check-user', '/accountx', '/%', '/%zz'])(
    'leaves %s alone',
    (path) => {
      expect(isProtected(path, TABLE)).toBe(false);
    },
  );

  it.each(['/account', '/account/sessions', '/admin'])(
    'keeps %s for users without reading a session',
    (path) => {
      expect(isProtected(path, TABLE)).toBe(true);
      expect(isSessionChecked(path, TABLE)).toBe(false);
      expect(isGuardedInBrowser(path)).toBe(false);
    },
  );

  // demo: from here
  it('lets the browser alone guard the client’s page', () => {
    expect(isProtected('/protected-client')).toBe(true);
    expect(isGuardedInBrowser('/protected-client')).toBe(true);
  });
  // demo: to here
});

describe('the scripts of a page', () => {
  const PATHS = ['/', '/prices', '/prices/of/x', '/price', '/admin', '/manual'];
  it.each<[prerendered: RouteTable['prerendered'], carrying: string[]]>([
    [[], ['/', '/prices', '/prices/of/x', '/price', '/admin']],
    [
      ['/', '/prices'],
      ['/price', '/admin'],
    ],
    ['any page', []],
  ])('carry a nonce where pages are made for their request: prerendered %j', (prerendered, carrying) => {
    expect(PATHS.filter((path) => carriesNonce(path, { ...TABLE, prerendered }))).toEqual(carrying);
  });
});

describe('an expected failure', () => {
  it('is recognised when another copy of its class threw it', () => {
    const copy = Object.assign(new Error('x'), { [Symbol.for('latchkey.error')]: true, code: 'not_found' });
    expect(isLatchkeyError(copy)).toBe(true);
    expect(hasCode(copy, 'not_found')).toBe(true);
    expect(isLatchkeyError(new Error('x'))).toBe(false);
  });

  it('keeps what it was caused by, and says how long to wait where waiting helps', () => {
    const cause = new Error('socket');
    const error = new LatchkeyError('store_unavailable', { cause });
    expect(error).toMatchObject({ cause, status: 503, retryAfterSeconds: 5 });
    expect(new LatchkeyError('not_found').retryAfterSeconds).toBeNull();
    expect(toLatchkeyError(cause)).toMatchObject({ code: 'internal', cause });
  });

  it('has a page with its status, one action and nothing that could run', async () => {
    const page = errorPage(new LatchkeyError('store_unavailable'), {
      label: 'Try again',
      href: '/x?"><script>alert(1)</script>',
    });
    const html = await page.text();
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('5');
    expect(page.headers.get('cache-control')).toBe('private, no-store');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).not.toContain('<script');
  });
});

describe('a body', () => {
  const request = (body: BodyInit) => new Request('http://localhost/', { method: 'POST', body });

  it('is read up to its limit and not beyond', async () => {
    expect(await readLimitedText(request('12345'), 5)).toBe('12345');
    await expect(readLimitedText(request('123456'), 5)).rejects.toMatchObject({ code: 'payload_too_large' });
  });

  it('that is not UTF-8 is refused', async () => {
    await expect(readLimitedText(request(new Uint8Array([0xff, 0xfe])), 5)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('may be absent', async () => {
    expect(await readLimitedText(new Request('http://localhost/', { method: 'POST' }), 5)).toBe('');
  });
});

describe('the content security policy', () => {
  it('allows scripts by nonce only, and nothing inline', () => {
    const policy = contentSecurityPolicy({ origin: 'https://app.example', nonce: 'n', production: true });
    expect(policy).toContain("script-src 'nonce-n' 'strict-dynamic';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('allows a prerendered page its own scripts, by hash and as files of this site', () => {
    const input = { origin: 'https://app.example', nonce: 'n', production: true };
    const policy = contentSecurityPolicy({ ...input, prerendered: ["'sha256-a'", "'sha256-b'"] });
    expect(policy).toContain("script-src 'nonce-n' 'self' 'sha256-a' 'sha256-b';");
  });
});
