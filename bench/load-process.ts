import { connect, type Socket } from 'node:net';
import { type Load, type Measured, USER_AGENT } from './load';

/*
 * The load, in a process of its own. Plain sockets with keep-alive and one request under way per connection: an HTTP
 * client would take more of the machine than what is measured.
 */

const NOTHING: Buffer = Buffer.alloc(0);

class Connection {
  #received: Buffer = NOTHING;
  #settle: ((body: string) => void) | undefined;
  readonly #socket: Socket;

  constructor(
    port: number,
    private readonly request: Buffer,
  ) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => {
      throw error;
    });
  }

  exchange(): Promise<string> {
    this.#received = NOTHING;
    this.#socket.write(this.request);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    if (isComplete(this.#received)) this.#settle?.(this.#received.toString('latin1'));
  }
}

/** Whether a whole response is there: by its length, or by the last chunk. */
function isComplete(received: Buffer): boolean {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, headEnd))?.[1];
  if (length !== undefined) return received.length >= headEnd + 4 + Number(length);
  return received.subarray(-7).toString('latin1').endsWith('\r\n0\r\n\r\n');
}

function isRight(response: string): boolean {
  return response.startsWith('HTTP/1.1 200') && /bench"?[:=]"ok"/.test(response);
}

async function measure({ port, path, cookie, connections, durationMs }: Load): Promise<Measured> {
  const head = [
    `GET ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    `cookie: ${cookie}`,
    `user-agent: ${USER_AGENT}`,
    '',
    '',
  ];
  const request = Buffer.from(head.join('\r\n'));
  const open = Array.from({ length: connections }, () => new Connection(port, request));
  await Promise.all(open.map((connection) => connection.exchange()));
  const latencies: number[] = [];
  const wrong: string[] = [];
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  await Promise.all(
    open.map(async (connection) => {
      for (let before = performance.now(); before < until; ) {
        const response = await connection.exchange();
        const now = performance.now();
        if (isRight(response)) latencies.push(now - before);
        else wrong.push(response);
        before = now;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  for (const connection of open) connection.close();
  // A machine that stalls for a second makes the store unavailable for that second; more is an error of the bench.
  if (wrong.length > latencies.length / 50) throw new Error(`${path} answered:\n${wrong[0]?.slice(0, 500)}`);
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  const requests = latencies.length + wrong.length + connections;
  return {
    requests,
    perSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    failed: wrong.length,
  };
}

process.on('message', (load: Load) => {
  void measure(load).then((measured) => process.send?.(measured));
});
process.on('disconnect', () => process.exit());
