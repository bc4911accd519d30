/**
 * An app that shows what the host does to it: `node bare-app.mjs` with PORT, and REDIS_URL for a connection that it
 * keeps open.
 */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

let answered = 0;
let ticks = 0;
let kept = [];
let connection = null;

const json = (response, body, headers = {}) => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify({ pid: process.pid, ...body }));
};

/** Whether a byte sent over the connection comes back in time. */
function echoed(socket, ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    socket.once('data', () => {
      clearTimeout(timer);
      resolve(true);
    });
    socket.write('x');
  });
}

const routes = {
  '/seen': async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    json(response, {
      method: request.method,
      headers: request.headers,
      bytes,
      env: Object.keys(process.env),
    });
  },
  '/kept': (request, response, query) =>
    json(response, { cookie: request.headers.cookie }, { 'cache-control': query.get('cache-control') }),
  '/stream': async (_request, response, query) => {
    response.writeHead(200, { 'cache-control': 'no-store' });
    response.write('begin ');
    await sleep(Number(query.get('ms')));
    response.end(`${Date.now()}`);
  },
  '/slow': async (_request, response, query) => {
    await sleep(Number(query.get('ms')));
    json(response, {});
  },
  '/large': (_request, response, query) => response.end(Buffer.alloc(Number(query.get('bytes')))),
  '/memory': (_request, response, query) => {
    kept = Array.from({ length: Number(query.get('megabytes')) }, () => Buffer.alloc(1_000_000, 1));
    json(response, { kept: kept.length });
  },
  '/die': () => process.exit(1),
  '/ticks': (_request, response) => json(response, { ticks }),
  '/clocks': (_request, response) =>
    json(response, {
      date: Date.now(),
      performance: performance.now(),
      hrtime: process.hrtime()[0] * 1000 + process.hrtime()[1] / 1e6,
      bigint: Number(process.hrtime.bigint()) / 1e6,
    }),
  '/connection': async (_request, response, query) => {
    if (connection === null || query.has('fresh')) {
      const { hostname, port } = new URL(process.env.REDIS_URL);
      connection = connect(Number(port), hostname);
    }
    json(response, {
      echoed: await echoed(connection, 1000),
      open: !connection.destroyed && connection.writable,
    });
  },
};

setInterval(() => {
  ticks += 1;
}, 10);

createServer((request, response) => {
  answered += 1;
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const route = routes[pathname];
  response.setHeader('x-answered', `${answered}`);
  if (route === undefined) response.writeHead(404).end();
  else void route(request, response, searchParams);
}).listen(Number(process.env.PORT), '127.0.0.1');
