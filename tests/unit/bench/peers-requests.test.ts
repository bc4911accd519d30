import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoadProcess, startLoad } from '@/bench/load';
import { measureRequests, type Running } from '@/bench/peers/requests';

let load: LoadProcess;
let newest = 0;

/** Knows nobody but whoever came last. */
const server = createServer((request, response) => {
  if (request.headers.cookie !== `session=${newest}`)
    return void response.writeHead(307, { location: '/' }).end('/');
  response.end(JSON.stringify({ bench: 'ok' }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  load = startLoad();
});

afterAll(async () => {
  load.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function measure(cookie: Running['cookie']) {
  const { port } = server.address() as AddressInfo;
  const start = async () => [{ name: 'bare', app: { port, pid: process.pid, stop: async () => {} }, cookie }];
  return measureRequests({
    load,
    start,
    names: ['bare'],
    generations: 2,
    rounds: 1,
    durationMs: 20,
    warmUp: 1,
  });
}

test('the cookie is asked for before each turn', async () => {
  const { bare } = await measure(async () => {
    newest += 1;
    return `session=${newest}`;
  });
  // Two generations with, for each kind, a turn of warm-up, a look at who is still cold, and three numbers of connections.
  expect(newest).toBe(2 * 2 * (2 + 3));
  expect(bare?.handler.byRequests).toEqual({ 1: 1, 16: 1, 64: 1 });
});

test('a cookie that has grown old ends the run, by the name of its row', async () => {
  await expect(measure(async () => 'session=old')).rejects.toThrow(
    /^bare: \/api\/bench\/handler\/verified answered HTTP\/1\.1 307/,
  );
});
