import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compressFor } from '@/lib/http/compression';
import { joinHeadAndBody } from '@/lib/http/joined-writes';
import { siteHeaders } from '@/lib/http/site-headers';

const PAGE = '<p>page</p>'.repeat(1000);

/** A server that answers one request. @returns what it was sent, as it begins to arrive */
async function ask(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [response] = await once(get({ port, host: '127.0.0.1', headers }), 'response');
  return response;
}

describe('a head that is flushed', () => {
  test('waits for what of its body follows in the same turn', async () => {
    let waiting = 0;
    const response = await ask((_request, answer) => {
      joinHeadAndBody(answer);
      answer.flushHeaders();
      waiting = answer.socket?.writableLength ?? 0;
      answer.write('body');
      answer.end();
    });
    expect(waiting, 'bytes that were not sent by themselves').toBeGreaterThan(0);
    expect(String(await buffer(response))).toBe('body');
  });

  test('is sent all the same while its body takes long, and so is each part of the body', async () => {
    const state: { answer?: ServerResponse } = {};
    const response = await ask((_request, answer) => {
      joinHeadAndBody(answer);
      answer.flushHeaders();
      state.answer = answer;
    });
    expect(response.statusCode).toBe(200);
    state.answer?.write('first');
    const [first] = await once(response, 'data');
    expect(String(first)).toBe('first');
    state.answer?.end('last');
    expect(String(await buffer(response))).toBe('last');
  });
});

describe('a body', () => {
  const sendPage = (request: IncomingMessage, response: ServerResponse) => {
    compressFor(request, response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.flushHeaders();
    response.end(PAGE);
  };

  test('is compressed for a client that takes it so', async () => {
    const response = await ask(sendPage, { 'accept-encoding': 'gzip, deflate, br' });
    expect(response.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(String(gunzipSync(await buffer(response)))).toBe(PAGE);
  });

  test('is left as it is for one that has not said so', async () => {
    const response = await ask(sendPage);
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(String(await buffer(response))).toBe(PAGE);
  });

  test('that nobody waits for any more is not compressed on', async () => {
    const state: { stream?: unknown } = {};
    const response = await ask(
      (request, answer) => {
        compressFor(request, answer);
        answer.setHeader('content-type', 'text/html');
        answer.write(PAGE);
        answer.flushHeaders();
        state.stream = answer.on('drain', () => {});
      },
      { 'accept-encoding': 'gzip' },
    );
    const { stream } = state;
    if (!(stream instanceof Duplex)) throw new Error('nothing compresses');
    expect(stream.destroyed).toBe(false);
    response.destroy();
    for (let tries = 0; !stream.destroyed && tries < 200; tries += 1) await pause(10);
    expect(stream.destroyed).toBe(true);
  });
});

describe('what every response says', () => {
  const transportSecurity = (origin: string, production: boolean) =>
    new Map(siteHeaders({ origin, production })).get('strict-transport-security');

  test('is that an app on https stays there', () => {
    expect(transportSecurity('https://app.example.com', true)).toMatch(/^max-age=\d{8}$/);
  });

  test.each([
    ['http://localhost:3000', true],
    ['https://app.example.com', false],
  ])('is nothing of https at %s, production: %s', (origin, production) => {
    expect(transportSecurity(origin, production)).toBeUndefined();
  });
});
