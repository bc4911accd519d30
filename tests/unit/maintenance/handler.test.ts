import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { handler } from '@/amplify/maintenance/handler';
import { isSameOrigin } from '@/lib/http/same-origin';
import { isSigned, SIGNATURE_HEADER } from '@/lib/http/signature';

const KEY = randomBytes(32);

let server: Server;
let asked: IncomingMessage[];
let status: number;
let headers: Record<string, string>;

beforeEach(async () => {
  [asked, status, headers] = [[], 200, {}];
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status, headers).end('{"revoked":3,"left":0}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('APP_ORIGIN', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('MAINTENANCE_KEY', KEY.toString('base64url'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

describe('the function on a schedule', () => {
  test('asks the app once, in a request that the app takes for genuine and for its own', async () => {
    await handler();
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /api/maintenance']);
    const sent = new Headers(asked[0]?.headers as Record<string, string>);
    expect(isSigned(sent.get(SIGNATURE_HEADER), KEY, Date.now())).toBe(true);
    expect(isSigned(sent.get(SIGNATURE_HEADER), randomBytes(32), Date.now())).toBe(false);
    expect(isSameOrigin({ method: 'POST', headers: sent }, 'https://app.example.com')).toBe(true);
  });

  test.each([401, 404, 500, 503])(
    'fails, for its metric of errors, when the app answers %i',
    async (answer) => {
      status = answer;
      await expect(handler()).rejects.toThrow(`/api/maintenance answered ${answer}: {"revoked":3,"left":0}`);
    },
  );

  test('takes its signature nowhere else', async () => {
    [status, headers] = [307, { location: '/elsewhere' }];
    await expect(handler()).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['APP_ORIGIN', ''],
    ['MAINTENANCE_KEY', ''],
    // What Amplify's function leaves there when nobody has stored the secret.
    ['MAINTENANCE_KEY', '<value will be resolved during runtime>'],
  ])('names %s when that is missing (%j), and asks nobody', async (name, value) => {
    vi.stubEnv(name, value);
    await expect(handler()).rejects.toThrow(`${name} is missing`);
    expect(asked).toEqual([]);
  });
});

describe('a signature', () => {
  const now = Date.UTC(2026, 10, 21);
  const sign = (timestamp: number | string, key = KEY) =>
    `t=${timestamp},v1=${createHmac('sha256', key).update(String(timestamp)).digest('hex')}`;
  const at = (secondsAgo: number) => sign(now / 1000 - secondsAgo);

  test.each([0, 300, -300])('that is %i seconds old is genuine', (age) => {
    expect(isSigned(at(age), KEY, now)).toBe(true);
  });

  test.each([
    ['missing', null],
    ['empty', ''],
    ['older than five minutes', at(301)],
    ['of the far future', at(-301)],
    ['made with another key', sign(now / 1000, randomBytes(32))],
    ['of another time', at(10).replace(/^t=\d+/, `t=${now / 1000}`)],
    ['cut', at(0).slice(0, -1)],
    ['in capitals', at(0).toUpperCase()],
    ['followed by something', `${at(0)},v1=x`],
    ['of milliseconds', sign(now)],
    ['of no number', sign('NaN')],
  ])('that is %s is refused', (_what, header) => {
    expect(isSigned(header, KEY, now)).toBe(false);
  });
});
