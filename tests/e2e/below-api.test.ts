import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect } from 'vitest';
import { signedInJar } from '@/tests/support/session-cookie';
import { onCacheComponents, test } from './fixture';

/** What stands on the pages that are asked for here and nowhere else, as markup or as the router's data. */
const CONTENT = /For members|eyebrow[^<]{0,40}Handbook|What happened to your sessions/;

/** As a browser asks for a page, and Next's router for its data, now and ahead. */
const SENT: Record<string, string>[] = [{}, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }];

/** Sends the path as it stands: `fetch` would resolve dots before anyone here saw them. */
function get(origin: string, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise<{ status: number; type: string; policy: string | undefined; body: string }>(
    (resolve, reject) => {
      const sent = request({ hostname, port, path, headers }, async (answer) => {
        const { 'content-type': type = '', 'content-security-policy': policy } = answer.headers;
        const body = await text(answer);
        resolve({ status: answer.statusCode ?? 0, type, policy: policy?.toString(), body });
      });
      sent.once('error', reject);
      sent.end();
    },
  );
}

/** Sends lines that no client of Node's would, and reads until the connection closes. */
function exchange(origin: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write([...lines, 'connection: close', '', ''].join('\r\n'));
  return text(socket);
}

test('the content that is looked for is what members see', async ({ stack }) => {
  const jar = await signedInJar(stack.origin);
  const page = await jar.fetch(`${stack.origin}/handbook`);
  expect(await page.text()).toMatch(CONTENT);
});

/** The middleware passes over these paths: no spelling of one may reach a page. */
describe('below /api/ and among static files', () => {
  test.for([
    '/api/../handbook',
    '/api/../handbook/devices',
    '/api/%2e%2e/handbook',
    '/api/.%2e/handbook',
    '/api/..%2fhandbook',
    '/api/%2e%2e%2fhandbook',
    '/api//../handbook',
    '/api/./../handbook',
    '/api/x/../../handbook',
    '/api\\..\\handbook',
    '/api/..;/handbook',
    '//api/../handbook',
    '/%61pi/../handbook',
    '/api/../profile',
    '/api/%2e%2e/sign-in',
    '/api/../_next/../handbook',
    '/_next/static/../../handbook',
    '/_next/static/%2e%2e/%2e%2e/handbook',
    '/_next/static/..%2f..%2fhandbook',
    '/icon.svg/../handbook',
  ])('%s reaches no page without its check and its policy', async (path, { stack }) => {
    for (const headers of SENT) {
      const { status, type, policy, body } = await get(stack.origin, path, headers);
      expect(body).not.toMatch(CONTENT);
      // For the router's data Next 15.5 answers 200 also where there is nothing.
      const isPage = /activity|handbook/.test(path) && !('rsc' in headers) && !onCacheComponents;
      if (isPage) expect([path, status >= 300], body.slice(0, 300)).toEqual([path, true]);
      if (type.startsWith('text/html') && body !== '')
        expect([path, policy]).toEqual([path, expect.any(String)]);
    }
  });

  test.for([
    '/api/nothing',
    '/api/auth',
    '/api/account/nothing/at/all',
    '/api/%E0%A4%A',
    '/api/nothing.html',
  ])('%s is refused in JSON', async (path, { stack }) => {
    const { status, type, body } = await get(stack.origin, path, { accept: 'text/html' });
    expect([404, 400]).toContain(status);
    expect(type).toContain('application/json');
    expect(JSON.parse(body).error).toMatchObject({ code: expect.any(String), nextStep: expect.any(String) });
  });

  test('a change of another site is refused, whatever is there', async ({ stack }) => {
    for (const path of ['/api/nothing', '/api/session-data/theme', '/api/account/sessions']) {
      const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
      const answer = await fetch(`${stack.origin}${path}`, { method: 'POST', headers, body: 'x' });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe('the mark of a request that has been looked at', () => {
  test.for(['', ' ', '\t', '%0A', '\\n', '1', '\r\n ', '\r\n\t\r\n ', '\n', '\u0085', '\u2028', '\0'])(
    'cannot be sent as %j',
    async (value, { stack }) => {
      const mark = `x-latchkey-looked-at: ${value}`;
      const page = await exchange(stack.origin, ['GET /handbook HTTP/1.1', 'host: localhost', mark]);
      expect(page).not.toMatch(CONTENT);
      expect(page).toMatch(/^HTTP\/1\.1 (307|400)/);
    },
  );

  test.for([
    '/handbook',
    '//handbook',
    '/handbook/',
    '/handbook//devices',
    '///handbook?x=/profile',
    '/handbook-',
  ])('is not given to %s, which has to be checked or is no page', async (path, { stack }) => {
    for (const headers of SENT) {
      const { body } = await get(stack.origin, path, headers);
      expect(body).not.toMatch(CONTENT);
    }
  });
});
