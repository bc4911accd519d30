import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { hostedLogin } from './support/hosted';
import { POOL_ID } from './support/server';

const at = hostedLogin();

/** A request with the headers that a browser would set, which `fetch` keeps for itself. */
async function request(path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}) {
  const sent = http.request(at.local.url + path, { method, headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

interface Sent {
  readonly method?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
}

const FROM_A_SCRIPT = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
const BY_A_FORM = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
const FROM_THE_APP = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' };

describe('what a page of another site can do', () => {
  test.each([
    ['/oauth2/token', 'POST'],
    ['/oauth2/revoke', 'POST'],
    ['/oauth2/userInfo', 'GET'],
    [`/${POOL_ID}/.well-known/jwks.json`, 'GET'],
    [`/${POOL_ID}/.well-known/openid-configuration`, 'GET'],
  ])('its scripts may call %s, as with Cognito', async (path, method) => {
    const response = await request(path, { method, headers: FROM_A_SCRIPT });
    expect(response.headers['access-control-allow-origin']).toBe('*');
  });

  test.each(['/inbox', '/inbox.json', '/admin', '/google/people.json', '/login', '/__test/requests'])(
    'its scripts may not read %s',
    async (path) => {
      const response = await request(path, { headers: FROM_A_SCRIPT });
      expect(response.headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  test.each([
    ['a script', FROM_A_SCRIPT],
    ['a form', BY_A_FORM],
    ['a script of the app', FROM_THE_APP],
  ])('%s may not reset the pool', async (_, headers) => {
    at.changeDemo({ enabled: false });
    const response = await request('/__test/reset', { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(at.demo.enabled).toBe(false);
  });

  test('a link to the inbox works', async () => {
    expect((await request('/inbox', { headers: BY_A_FORM })).status).toBe(200);
  });

  test('a form may not change what Google says about somebody', async () => {
    const body = new URLSearchParams({ sub: '104815218712181512001', name: 'Mallory' }).toString();
    const headers = { ...BY_A_FORM, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await request('/google/people', { method: 'POST', headers, body });
    expect(response.headers.location).toBe('/error?error=invalid_csrf');
    expect((await request('/google/people.json')).text).not.toContain('Mallory');
  });
});
