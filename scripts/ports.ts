import { createServer } from 'node:net';

const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** Whether nothing on this machine listens on `port`, on either loopback address. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of LOOPBACK) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

/**
 * Makes sure that `port` can be used.
 *
 * @param port what is about to be listened on
 * @param variable the environment variable that chooses it, for the message
 * @throws Error naming the port, the variable and an example
 */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw new Error(
    `Port ${port} is in use. Stop what listens there, or choose another: ${variable}=${port + 100}`,
  );
}

/**
 * The first of `count` consecutive free ports. Another process may take one before the caller listens; the range
 * below 32768 is not handed out by Linux for outgoing connections, which makes that unlikely. It begins above 10080, the one
 * port in it that browsers and Next refuse (Fetch Standard, "bad port").
 */
export async function findFreePorts(count = 1): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const first = 10_100 + Math.floor(Math.random() * (21_900 - count));
    const wanted = Array.from({ length: count }, (_, offset) => isPortFree(first + offset));
    if ((await Promise.all(wanted)).every(Boolean)) return first;
  }
  throw new Error(`No ${count} consecutive free ports were found.`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(isAddressMissing(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A machine without IPv6 has no `::1`: then nobody listens there either. */
function isAddressMissing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
}
