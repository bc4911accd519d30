import { connect, type Socket } from 'node:net';
import { type Load, type Measured, type Outcome, USER_AGENT } from './load';

/*
 * The load, in a process of its own. Plain sockets with keep-alive and one request under way per connection: an HTTP
 * client would take more of the machine than what is measured.
 */

const NOTHING: Buffer = Buffer.alloc(0);
/** Longer than any stall of a machine that measures. */
const ANSWER_LIMIT_MS = 30_000;

const CLOSED = 'closed the connection';

class Connection {
  #received: Buffer = NOTHING;
  #settle: ((response: string) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;
  readonly #socket: Socket;

  constructor(
    port: number,
    private readonly request: Buffer,
  ) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', (error) => this.#fail?.(error));
    this.#socket.on('close', () => this.#fail?.(new Error(CLOSED)));
    this.#socket.setTimeout(ANSWER_LIMIT_MS, () => this.#fail?.(new Error('did not answer in time')));
  }

  /** @throws Error for any other answer than the one of the bench's route, and for none */
  async exchange(): Promise<void> {
    if (this.#socket.destroyed) throw new Error(CLOSED);
    this.#received = NOTHING;
    const answered = new Promise<string>((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
    this.#socket.write(this.request);
    const response = await answered;
    if (!isRight(response)) throw new Error(`answered ${response.slice(0, 500)}`);
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
  try {
    await Promise.all(open.map((connection) => connection.exchange()));
    return await exchangeFor(durationMs, open);
  } finally {
    for (const connection of open) connection.close();
  }
}

async function exchangeFor(durationMs: number, open: readonly Connection[]): Promise<Measured> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const until = startedAt + durationMs;
  await Promise.all(
    open.map(async (connection) => {
      for (let before = performance.now(); before < until; ) {
        await connection.exchange();
        const now = performance.now();
        latencies.push(now - before);
        before = now;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    requests: latencies.length + open.length,
    perSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

const tell = (outcome: Outcome) => void process.send?.(outcome);

process.on('message', (load: Load) => {
  measure(load).then(
    (measured) => tell({ measured }),
    (error: unknown) => tell({ failure: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
