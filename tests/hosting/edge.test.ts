import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hosting } from '@/local-hosting/hosting';
import { ask, startBareHosting } from './support/bare-hosting';

const running: Hosting[] = [];

async function start(options: Parameters<typeof startBareHosting>[0] = {}): Promise<Hosting> {
  const hosting = await startBareHosting(options);
  running.push(hosting);
  return hosting;
}

afterEach(() => Promise.all(running.splice(0).map((hosting) => hosting.stop())));

/** With the host's own limits, for every test that needs no others. */
let usual: Hosting;
beforeAll(async () => {
  usual = await startBareHosting();
});
afterAll(() => usual?.stop());

/** Requests that have reached the app meanwhile. */
async function reaching(action: () => Promise<unknown>): Promise<number> {
  const { requests } = usual.meter();
  await action();
  return usual.meter().requests - requests;
}

interface Seen {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

test('two proxies append to X-Forwarded-For, behind what the browser claims', async () => {
  const { headers } = await ask<Seen>(usual, '/seen');
  expect(headers['x-forwarded-for']).toBe('127.0.0.1, 130.176.88.1');
  const claimed = await ask<Seen>(usual, '/seen', { headers: { 'x-forwarded-for': '192.0.2.7' } });
  expect(claimed.headers['x-forwarded-for']).toBe('192.0.2.7, 127.0.0.1, 130.176.88.1');
});

test('method, host and body reach the app as they were sent', async () => {
  const seen = await ask<Seen>(usual, '/seen', { method: 'PUT', body: 'twelve bytes' });
  expect(seen).toMatchObject({ method: 'PUT', bytes: 12 });
  expect(`http://${seen.headers.host}`).toBe(usual.origin);
});

describe('the cache', () => {
  const kept = (value: string, more = '') => `/kept?cache-control=${encodeURIComponent(value)}${more}`;
  const twice = async (path: string) => {
    const first = await fetch(`${usual.origin}${path}`, { headers: { cookie: 'who=ada' } });
    const second = await fetch(`${usual.origin}${path}`, { headers: { cookie: 'who=grace' } });
    return { first: await first.json(), second: await second.json(), headers: second.headers };
  };

  test('hands what may be shared to everyone, whatever their cookies', async () => {
    let answers: Awaited<ReturnType<typeof twice>> | undefined;
    const reached = await reaching(async () => {
      answers = await twice(kept('s-maxage=60'));
    });
    expect(reached).toBe(1);
    expect(answers?.second.cookie).toBe('who=ada');
    expect(answers?.headers.get('x-cache')).toBe('Hit from cloudfront');
    expect(Number(answers?.headers.get('age'))).toBeGreaterThanOrEqual(0);
  });

  test.each([
    'private, no-store',
    'no-store',
    'private, max-age=60',
    'no-cache',
    's-maxage=0, max-age=60',
    '',
  ])('keeps nothing that says "%s"', async (value) => {
    const { second, headers } = await twice(kept(value));
    expect(second.cookie).toBe('who=grace');
    expect(headers.get('x-cache')).toBeNull();
  });

  test('tells paths and queries apart, and what a POST asks for is never in it', async () => {
    const path = kept('max-age=60', '&apart');
    expect(await reaching(() => twice(path))).toBe(1);
    expect(await reaching(() => twice(`${path}&more`))).toBe(1);
    expect(await reaching(() => fetch(`${usual.origin}${path}`, { method: 'POST' }))).toBe(1);
  });
});

test('an answer arrives when it is whole, and no sooner', async () => {
  const { origin } = usual;
  const { headersAt, headers, body } = await new Promise<{
    headersAt: number;
    headers: object;
    body: string;
  }>((resolve, reject) => {
    const sent = httpRequest(`${origin}/stream?ms=300`, (answer) => {
      const headersAt = Date.now();
      let body = '';
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.once('end', () => resolve({ headersAt, headers: answer.headers, body }));
    });
    sent.once('error', reject).end();
  });
  const [, endedAt] = body.split(' ');
  expect(headersAt).toBeGreaterThanOrEqual(Number(endedAt));
  expect(headers).toMatchObject({ 'content-length': `${body.length}` });
  expect(headers).not.toHaveProperty('transfer-encoding');
});

test('a request that takes too long is answered 504, and its environment is gone', async () => {
  const hosting = await start({ requestMs: 500 });
  const { pid } = await ask(hosting, '/slow?ms=0');
  expect((await fetch(`${hosting.origin}/slow?ms=20000`)).status).toBe(504);
  expect((await ask(hosting, '/slow?ms=0')).pid).not.toBe(pid);
  expect(hosting.meter().coldStarts).toBe(2);
});

describe('sizes', () => {
  test('a body that is too large is refused with 413, and costs nothing', async () => {
    const hosting = await start({ bodyBytes: 1000 });
    const send = (bytes: number) =>
      fetch(`${hosting.origin}/seen`, { method: 'POST', body: Buffer.alloc(bytes) });
    expect((await send(1001)).status).toBe(413);
    expect(hosting.meter().requests).toBe(0);
    expect((await send(900)).status).toBe(200);
  });

  test('an answer that is too large becomes 502', async () => {
    const hosting = await start({ bodyBytes: 1000 });
    expect((await fetch(`${hosting.origin}/large?bytes=1001`)).status).toBe(502);
    const fits = await fetch(`${hosting.origin}/large?bytes=1000`);
    expect([fits.status, (await fits.arrayBuffer()).byteLength]).toEqual([200, 1000]);
  });
});

test('request time is paid for with tokens: without any left the answer is 429', async () => {
  const hosting = await start({ tokensPerSecond: 100 });
  await ask(hosting, '/slow?ms=400');
  expect((await fetch(`${hosting.origin}/slow?ms=0`)).status).toBe(429);
  expect(hosting.meter()).toMatchObject({ requests: 1, throttled: 1 });
  expect((await fetch(`${hosting.origin}/_next/static/chunk.js`)).status).toBe(200);
  await expect
    .poll(async () => (await fetch(`${hosting.origin}/slow?ms=0`)).status, { timeout: 30_000 })
    .toBe(200);
});

describe('static files', () => {
  test('come from the edge, to be kept for good', async () => {
    const file = await fetch(`${usual.origin}/_next/static/chunk.js`);
    expect(await file.text()).toBe('export {};');
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await reaching(() => fetch(`${usual.origin}/_next/static/chunk.js`))).toBe(0);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/_next/..%2f..%2fsecret.txt',
    '/%00',
  ])('are all that there is: %s asks the app', async (path) => {
    const { hostname, port } = new URL(usual.origin);
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode));
      sent.once('error', reject).end();
    });
    expect(status).toBe(404);
  });
});
