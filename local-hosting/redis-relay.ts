import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

interface Link {
  readonly inside: Socket;
  readonly outside: Socket;
}

/** The way out of one environment: a TCP relay whose connections can die without a word. */
export interface Relay {
  readonly port: number;
  /** Cuts each connection with this probability: it stays open, and nothing passes any more, in either direction. */
  cut(share: number): void;
  stop(): void;
}

/** Starts a relay on loopback to `host:port`. */
export async function startRelay(host: string, port: number): Promise<Relay> {
  const links = new Set<Link>();
  const server = createServer((inside) => {
    const outside = connect(port, host);
    const link = { inside, outside };
    links.add(link);
    join(link, () => links.delete(link));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  return {
    port: address.port,
    cut: (share) => {
      for (const link of links) if (Math.random() < share) silence(link);
    },
    stop: () => {
      server.close();
      for (const { inside, outside } of links) for (const socket of [inside, outside]) socket.destroy();
    },
  };
}

function join({ inside, outside }: Link, ended: () => void): void {
  const end = () => {
    ended();
    inside.destroy();
    outside.destroy();
  };
  for (const socket of [inside, outside]) {
    socket.setNoDelay(true);
    socket.on('error', end);
    socket.once('close', end);
  }
  inside.pipe(outside);
  outside.pipe(inside);
}

/** What is sent is still taken, as by a network that drops it: neither side hears of an error. */
function silence({ inside, outside }: Link): void {
  inside.unpipe(outside).resume();
  outside.unpipe(inside).resume();
}
