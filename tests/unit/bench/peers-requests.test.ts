import { expect, test } from 'vitest';
import { CONNECTIONS } from '@/bench/generations';
import { BARE, BARE_AGAIN, measureRequests, type Running } from '@/bench/peers/requests';
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
  const start = async () => [
    { name: BARE, app, cookie },
    { name: BARE_AGAIN, app, cookie: async () => `session=${newest}` },
  ];
  return measureRequests({
    load: served.load(),
    start,
    names: [BARE, BARE_AGAIN],
    generations: 2,
    rounds: 1,
    durationMs: 20,
    warmUp: 1,
  });
}

test('the cookie is asked for before each turn, and two bare apps stand beside both together', async () => {
  const { [BARE]: bare, [BARE_AGAIN]: again } = await measure(async () => {
    newest += 1;
    return `session=${newest}`;
  });
  // Two generations with, for each kind, a turn of warm-up, a look at who is still cold, and three numbers of connections.
  expect(newest).toBe(2 * 2 * (2 + 3));
  for (const connections of CONNECTIONS) {
    const of = (row = bare) => row?.handler.byRequests[connections] ?? Number.NaN;
    expect(of(bare) * of(again)).toBeCloseTo(1, 10);
  }
});

test('a cookie that has grown old ends the run, by the name of its row', async () => {
  await expect(measure(async () => 'session=old')).rejects.toThrow(
    /^bare: \/api\/bench\/handler\/verified answered HTTP\/1\.1 307/,
  );
});
