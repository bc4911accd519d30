import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { setConfig } from '@/lib/config/config';
import { parseConfig } from '@/lib/config/load';
import { LOOKED_AT, lookAt, lookEarly } from '@/lib/early-look';
import { checkRequest } from '@/lib/middleware';
import { issueTicket, newBrowserId, newGuestTicket, newSessionId } from '@/lib/session/ticket';
import { hashTag } from '@/lib/store/session-ref';
import { readSettings } from '@/scripts/environment';
import { projectRoot } from '@/scripts/project-root';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

const ORIGIN = 'http://localhost:3000';
let cookies: { readonly session: string; readonly guest: string; readonly forged: string };

beforeAll(async () => {
  const directory = await temporaryDirectory('early-look');
  const outputs = readFileSync(join(projectRoot, 'amplify_outputs.json.example'), 'utf8');
  writeFileSync(join(directory.path, 'amplify_outputs.json'), outputs);
  const config = parseConfig(readSettings(projectRoot, {}).variables, directory.path);
  await directory.remove();
  setConfig(config);
  const now = Date.now();
  const ticket = { kind: 'session' as const, tag: hashTag('A'.repeat(11)), id: newSessionId() };
  const session = issueTicket(
    { ...ticket, browserId: newBrowserId(), expiresAt: now + 3_600_000 },
    config.sessionKeys,
  );
  const guest = issueTicket(newGuestTicket(now), config.sessionKeys);
  cookies = { session, guest, forged: `${session.slice(0, -1)}${session.endsWith('A') ? 'B' : 'A'}` };
});

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: 'session' | 'guest' | 'forged';
}

/** What comes of a request before Next.js sees it. */
function look(url: string, { method = 'GET', headers = {}, cookie }: Asked = {}) {
  const sent: Record<string, string> = {
    ...headers,
    ...(cookie && { cookie: `latchkey=${cookies[cookie]}` }),
  };
  const answered = new Map<string, unknown>();
  lookAt({ method, url, headers: sent }, {
    setHeader: (name: string, value: unknown) => void answered.set(name, value),
  } as never);
  return { sent, policy: answered.get('content-security-policy'), passed: LOOKED_AT.name in sent };
}

/** Whether the middleware does nothing else for it than to set a policy. */
async function middlewarePasses(url: string, { method = 'GET', headers = {}, cookie }: Asked) {
  const { pathname, search } = new URL(url, ORIGIN);
  const all = new Headers({ ...headers, ...(cookie && { cookie: `latchkey=${cookies[cookie]}` }) });
  const answer = await checkRequest({ method, headers: all, pathname, path: `${pathname}${search}` });
  return answer.headers.get('x-middleware-next') === '1' && answer.headers.get('cache-control') === null;
}

const PASSED: ReadonlyArray<readonly [string, Asked]> = [
  ['/', {}],
  ['/', { method: 'HEAD' }],
  ['/sign-in?error=attempt_foreign&returnTo=%2Fprofile', {}],
  ['/protected', { cookie: 'session' }],
  ['/account/sessions?_rsc=1', { cookie: 'session', headers: { rsc: '1' } }],
  ['/handbooks', {}],
];

describe('what every response says', () => {
  const EXPECTED = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cross-origin-opener-policy': 'same-origin',
  };

  it('is there before anyone answers, also for files', async () => {
    lookEarly();
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const path of ['/', '/api/auth/session', '/_next/static/script.js', '/%2e%2e/x']) {
      const { headers } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject(EXPECTED);
    }
    server.close();
  });

  it.each([
    ['/', 'GET', 200],
    ['/protected', 'GET', 307],
    ['/%', 'GET', 400],
  ] as const)('is in the answer of the middleware to %s', async (pathname, method, status) => {
    const answer = await checkRequest({ method, headers: new Headers(), pathname, path: pathname });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(EXPECTED);
  });
});

describe('a plain request for a page', () => {
  it.each(PASSED)('%s %j gets the policy that the middleware would give it', async (url, asked) => {
    const { sent, policy, passed } = look(url, asked);
    expect(passed).toBe(true);
    expect(policy).toMatch(/script-src 'nonce-[0-9a-f]{32}' 'strict-dynamic'/);
    expect(sent['content-security-policy']).toBe(policy);
    expect(look(url, asked).policy).not.toBe(policy);
    expect(await middlewarePasses(url, asked)).toBe(true);
  });

  it('loses a policy of its sender’s own', () => {
    const { sent, policy } = look('/', { headers: { 'content-security-policy': "script-src 'nonce-x'" } });
    expect(sent['content-security-policy']).toBe(policy);
  });
});

describe('a plain request for a handler', () => {
  it.each<readonly [string, Asked]>([
    ['/api/auth/session', { cookie: 'session' }],
    ['/api/auth/session?wait=20', {}],
    ['/api/nothing/at-all', { method: 'HEAD', cookie: 'forged' }],
  ])('%s %j needs no policy', async (url, asked) => {
    const { sent, policy, passed } = look(url, asked);
    expect([passed, policy]).toEqual([true, undefined]);
    expect(sent).not.toHaveProperty('content-security-policy');
    expect(await middlewarePasses(url, asked)).toBe(true);
  });
});

describe('the middleware is left', () => {
  it.each<readonly [string, Asked]>([
    ['/protected', {}],
    ['/protected', { cookie: 'guest' }],
    ['/protected', { cookie: 'forged' }],
    ['//protected', {}],
    // demo: from here
    ['/handbook', { cookie: 'session' }],
    ['//handbook', { cookie: 'session' }],
    ['/handbook/devices?x', { cookie: 'session' }],
    ['/handbook.rsc', { cookie: 'session' }],
    ['/%68andbook', { cookie: 'session' }],
    ['/x/../handbook', { cookie: 'session' }],
    ['/handbook;x', { cookie: 'session' }],
    ['/handbook\\', { cookie: 'session' }],
    ['http://localhost:3000/handbook', { cookie: 'session' }],
    // demo: to here
    ['/api/auth/session', { method: 'POST', cookie: 'session' }],
    ['/api/auth/session', { headers: { origin: 'http://localhost:3000' } }],
    ['/api/auth/session', { headers: { 'content-length': '0' } }],
    ['/api/auth/session', { headers: { 'transfer-encoding': 'chunked' } }],
    ['/api/../handbook', {}],
    ['/api/%2e%2e/handbook', {}],
    ['/api\\..\\handbook', {}],
    ['/api/x.y', {}],
    ['/_next/data/x', {}],
    ['/icon.svg', {}],
    ['/', { method: 'POST' }],
    ['/', { method: 'get' }],
    ['/', { headers: { 'content-length': '1' } }],
    ['/', { headers: { 'transfer-encoding': 'chunked' } }],
    ['*', { method: 'OPTIONS' }],
  ])('%s %j as it came', (url, asked) => {
    const { sent, policy, passed } = look(url, asked);
    expect([passed, policy]).toEqual([false, undefined]);
    expect(sent).not.toHaveProperty('content-security-policy');
  });
});

describe('a router state', () => {
  const STATE = '["",{"children":["__PAGE__",{}]}]';
  it.each<[what: string, state: string, kept: boolean]>([
    ['of Next’s client stays', encodeURIComponent(STATE), true],
    ['of another form is taken off', '%7B%22a%22%3A1%7D', false],
    ['that is not JSON is taken off', '{', false],
    ['that is no escaped text is taken off', '%E0%A4%A', false],
  ])('%s', (_what, state, kept) => {
    for (const url of ['/', '/handbook', '/api/auth/session', '/%2e']) {
      const { sent } = look(url, { headers: { 'next-router-state-tree': state } });
      expect([url, 'next-router-state-tree' in sent]).toEqual([url, kept]);
    }
  });
});
