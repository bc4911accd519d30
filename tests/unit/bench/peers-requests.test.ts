import { expect, test } from 'vitest';
import { measureRequests, type Running } from '@/bench/peers/requests';
import { serveLoad } from './served-load';

let newest = 0;

/** Knows nobody but whoever came last. */
const served = serveLoad((request, response) => {
  if (request.headers.cookie !== `session=${newest}`)
    return void response.writeHead(307, { location: '/' }).end('/');
  response.end(JSON.stringify({ bench: 'ok' }));
});

function measure(cookie: Running['cookie']) {
  const app = { port: served.port(), pid: process.pid, stop: async () => {} };
  const start = async () => [{ name: 'bare', app, cookie }];
  return measureRequests({
    load: served.load(),
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
