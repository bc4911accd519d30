import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startAttempt } from './support/app';
import { hostedLogin } from './support/hosted';

const at = hostedLogin();

const FORM = 'application/x-www-form-urlencoded';
const LONG = 'x'.repeat(200_000);
const BODIES: readonly (readonly [what: string, type: string, body: string])[] = [
  ['nothing', FORM, ''],
  ['no form', 'application/json', '{"a":'],
  ['a multipart form without a boundary', 'multipart/form-data', 'a=b'],
  ['a torn multipart form', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data'],
  ['broken escapes', FORM, 'username=%E0%A4%A&code=%&password=%00'],
  ['names of the prototype', FORM, '__proto__=1&constructor=2&attribute.__proto__=3&toString=4'],
  ['the same field often', FORM, 'client_id=a&client_id=b&_csrf=a&_csrf=b'],
  ['more than fits', FORM, `username=${LONG}`],
];
const PATHS = [
  '/login',
  '/signup',
  '/confirmUser',
  '/forgotPassword',
  '/confirmForgotPassword',
  '/mfa',
  '/passkeys/add',
  '/oauth2/token',
  '/oauth2/revoke',
  '/google/authorize',
  '/google/token',
  '/google/people',
];

describe.each(BODIES)('a body with %s', (_, type, body) => {
  test.each(PATHS)('POST %s is refused, and nothing breaks', async (path) => {
    const { search } = (await startAttempt(at.app)).url;
    const init = { method: 'POST', headers: { 'content-type': type }, body, redirect: 'manual' as const };
    const response = await fetch(at.local.url + path + search, init);
    // Pages answer by a redirect to the error page.
    expect([302, 400, 401, 413]).toContain(response.status);
    const location = response.headers.get('location') ?? '/error';
    expect(location).toMatch(/^\/error/);
    expect(at.local.services.loginSessions.size).toBe(0);
  });
});

test('who is slow to send what is refused asks again on the same connection', async () => {
  const { hostname, port } = new URL(at.local.url);
  const client = connect(Number(port), hostname);
  let heard = '';
  client.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  onTestFinished(() => void client.destroy());
  const half = LONG.length / 2;
  client.write(`POST /login HTTP/1.1\r\nHost: ${hostname}\r\nContent-Length: ${LONG.length}\r\n\r\n`);
  client.write(LONG.slice(half));
  // Longer than the adapter waits for the rest of a body that nobody reads.
  await sleep(700);
  client.write(LONG.slice(half));
  client.write(`GET /assets/pages.css HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  await expect.poll(() => heard).toMatch(/ 413 .* 200 /s);
});

describe('a query', () => {
  test.each([
    `client_id=${LONG.slice(0, 8_000)}`,
    'client_id=%E0%A4%A&redirect_uri=%',
    'client_id=__proto__&redirect_uri=constructor',
    'client_id=a&client_id=b',
    'redirect_uri=javascript:alert(1)',
    'state=%0D%0ASet-Cookie:%20a=b',
    '%00=%00',
  ])('%s', async (query) => {
    for (const path of ['/oauth2/authorize', '/login', '/logout', '/oauth2/idpresponse', '/passkeys/add']) {
      const response = await fetch(`${at.local.url}${path}?${query}`, { redirect: 'manual' });
      expect(response.status).toBe(302);
      expect(response.headers.get('location')).toMatch(/^\/error\?/);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('a state with line breaks goes back as it came, inside the URL', async () => {
    const state = 'a\r\nSet-Cookie: x=y & <b>';
    await at.authorize({ prompt: 'none', state });
    expect(at.returned).toEqual({ error: 'login_required', state });
  });
});
