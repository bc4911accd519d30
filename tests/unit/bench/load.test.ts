import { expect, test } from 'vitest';
import { serveLoad } from './served-load';

const SESSION = 'session=known';
let asked = 0;

/** Knows a visitor by the cookie; one path forgets everyone once each of four connections has been answered. */
const served = serveLoad((request, response) => {
  asked += 1;
  if (request.url === '/cut') return void request.socket.destroy();
  if (request.headers.cookie !== SESSION || (request.url === '/forgets' && asked > 5))
    return void response.writeHead(307, { location: '/' }).end('/');
  response.end(JSON.stringify({ bench: request.url === '/stranger' ? 'stranger' : 'ok' }));
});
const ask = (path: string, cookie = SESSION, connections = 4) => {
  const target = { name: 'auth0, no middleware', port: served.port(), path, cookie };
  return served.load().run({ ...target, connections, durationMs: 100 });
};

test('all answers are counted', async () => {
  const before = asked;
  const { requests, p50Ms, p99Ms } = await ask('/known');
  expect(requests).toBe(asked - before);
  expect(requests).toBeGreaterThan(4);
  expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
});

test('the first wrong answer ends the run, by the name of its row and its status', async () => {
  const error = /^Error: auth0, no middleware: \/known answered HTTP\/1\.1 307 Temporary Redirect/;
  await expect(ask('/known', 'session=old').catch(String), 'before the clock runs').resolves.toMatch(error);
  asked = 0;
  await expect(ask('/forgets').catch(String), 'while it runs').resolves.toMatch(
    /: \/forgets answered HTTP\/1\.1 307/,
  );
});

test('an answer of 200 that does not know the visitor is wrong too, and so is none', async () => {
  await expect(ask('/stranger')).rejects.toThrow(/\/stranger answered HTTP\/1\.1 200[\s\S]*stranger/);
  await expect(ask('/cut')).rejects.toThrow(/\/cut (closed the connection|read ECONNRESET)/);
});

test('the process goes on after a wrong answer', async () => {
  await expect(ask('/known', 'session=old')).rejects.toThrow('307');
  await expect(ask('/known')).resolves.toMatchObject({ requests: expect.any(Number) });
});
