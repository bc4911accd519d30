import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A request as it goes over the wire: the path is sent byte for byte, which `fetch` would tidy up. */
export interface Sent {
  /** GET unless said. */
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first megabyte of it. */
  readonly body: string;
  /** The `Set-Cookie` lines. */
  readonly cookies: readonly string[];
}

export interface Limits {
  /** Requests in one run. */
  readonly requests: number;
  /** Milliseconds for one run. */
  readonly totalMs: number;
  /** Milliseconds for one answer. */
  readonly answerMs: number;
}

export const DEFAULT_LIMITS: Limits = { requests: 2_500, totalMs: 5 * 60_000, answerMs: 15_000 };

const MOST_BODY_BYTES = 1024 * 1024;

/** The run has used up its requests or its time. */
export class OutOfBudget extends Error {}

/** One origin, and no other: the suite's only way to the network. Redirects are answers and are not followed. */
export class Site {
  readonly origin: string;
  #left: number;
  readonly #until: number;

  /** @param address an origin, `http://localhost:3000`; what follows it is not looked at */
  constructor(
    address: string,
    private readonly limits: Limits = DEFAULT_LIMITS,
  ) {
    this.origin = new URL(address).origin;
    this.#left = limits.requests;
    this.#until = performance.now() + limits.totalMs;
  }

  get requestsSent(): number {
    return this.limits.requests - this.#left;
  }

  get secure(): boolean {
    return this.origin.startsWith('https:');
  }

  /** @throws OutOfBudget, or Error when there is no answer in time */
  send(sent: Sent): Promise<Answer> {
    if (this.#left <= 0) throw new OutOfBudget(`all ${this.limits.requests} requests are used up`);
    if (performance.now() > this.#until) throw new OutOfBudget('the time is used up');
    this.#left -= 1;
    return new Promise((resolve, reject) => {
      const { protocol, hostname, port } = new URL(this.origin);
      const start = protocol === 'https:' ? httpsRequest : httpRequest;
      const { method = 'GET', path, headers = {}, body } = sent;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = start({
        hostname,
        port,
        method,
        path,
        headers: { ...length, ...headers },
        agent: false,
      });
      request.setTimeout(this.limits.answerMs, () => request.destroy(new Error('no answer in time')));
      request.once('error', reject);
      request.once('response', (message) => {
        read(message).then((text) => resolve(toAnswer(message, text)), reject);
      });
      request.end(body);
    });
  }
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    if (size < MOST_BODY_BYTES) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toAnswer(message: IncomingMessage, body: string): Answer {
  const { statusCode = 0, headers } = message;
  return { status: statusCode, headers, body, cookies: headers['set-cookie'] ?? [] };
}

/** JSON in an answer's body, or null for anything else. */
export function jsonOf(answer: Pick<Answer, 'body'>): unknown {
  try {
    return JSON.parse(answer.body);
  } catch {
    return null;
  }
}
