import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { type LoadProcess, startLoad } from '@/bench/load';

/** A process that makes the load, and a server that it may ask, for the tests of one file. */
export function serveLoad(answer: RequestListener) {
  const server = createServer(answer);
  let load: LoadProcess;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    load = startLoad();
  });
  afterAll(async () => {
    load.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { load: () => load, port: () => (server.address() as AddressInfo).port };
}
