import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { EdgeCache } from './edge-cache';
import { EnvironmentFailed, EnvironmentTimedOut } from './environment';
import { TOKENS_PER_KILOBYTE, TOKENS_PER_MS } from './limits';
import {
  type AnswerMessage,
  BodyTooLarge,
  endToEndHeaders,
  headerOf,
  type RequestMessage,
  readBody,
} from './message';
import type { Meter } from './meter';
import type { HostOptions } from './options';
import { NoneFree, type Pool } from './pool';
import { staticFile } from './static-files';
import { TokenBucket } from './token-bucket';

/** The address that the second proxy sees: one of CloudFront's, from AWS's published ranges. */
const EDGE_ADDRESS = '130.176.88.1';

interface EdgeOptions {
  readonly pool: Pool;
  readonly meter: Meter;
  readonly staticFiles: string;
  readonly options: HostOptions;
  /** Told of each answer that the host gives in the app's place. */
  readonly onFailure: (line: string) => void;
}

/** What the host answers when the app does not. */
class Refusal extends Error {
  constructor(
    readonly status: 413 | 429 | 502 | 504,
    message: string,
  ) {
    super(message);
  }
}

/** What stands in front of the environments: static files, the cache, the limits. One of it, for every browser. */
export function createEdge({ pool, meter, staticFiles, options, onFailure }: EdgeOptions): Server {
  const cache = new EdgeCache(Date.now);
  const bucket = new TokenBucket(options.tokensPerSecond, () => performance.now());

  async function answer(incoming: IncomingMessage): Promise<AnswerMessage> {
    const request = await readRequest(incoming, options.bodyBytes);
    const file = staticFile(staticFiles, request);
    if (file !== null) return file;
    const stored = cache.find(request);
    if (stored !== null) return fromCache(stored.answer, stored.age);
    if (!bucket.open) {
      meter.throttle();
      throw new Refusal(429, 'The site has used up its request tokens.');
    }
    const fresh = await compute(request);
    cache.store(request, fresh);
    return fresh;
  }

  async function compute(request: RequestMessage): Promise<AnswerMessage> {
    const began = performance.now();
    let bytes = 0;
    try {
      const fresh = await pool.use((environment, remainingMs) => environment.answer(request, remainingMs));
      bytes = fresh.body.length;
      return fresh;
    } catch (error) {
      throw refusalFor(error);
    } finally {
      bucket.pay((performance.now() - began) * TOKENS_PER_MS + (bytes / 1000) * TOKENS_PER_KILOBYTE);
    }
  }

  return createServer((incoming, outgoing) => {
    if (incoming.url === '/__hosting/meter') return sendJson(outgoing, 200, meter.read());
    void answer(incoming)
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        onFailure(
          `${error.status} ${incoming.method} ${incoming.url?.replace(/\?.*/, '')}: ${error.message}`,
        );
        return refusalPage(error);
      })
      .then((message) => meter.served(send(incoming, outgoing, message)))
      .catch(() => outgoing.destroy());
  });
}

async function readRequest(incoming: IncomingMessage, limit: number): Promise<RequestMessage> {
  try {
    const body = await readBody(incoming, limit);
    return {
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      rawHeaders: forwardedHeaders(incoming),
      body,
    };
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new Refusal(413, error.message);
    throw error;
  }
}

/** Each of the two proxies appends the address that it was called from; what a browser sent stays in front. */
function forwardedHeaders(incoming: IncomingMessage): string[] {
  const { rawHeaders } = incoming;
  const viewer = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const claimed = headerOf({ rawHeaders }, 'x-forwarded-for');
  const chain = [...(claimed === null ? [] : [claimed]), viewer, EDGE_ADDRESS].join(', ');
  const headers = endToEndHeaders(rawHeaders, ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port']);
  return [...headers, 'X-Forwarded-For', chain, 'X-Forwarded-Proto', 'http', 'Via', '2.0 local (CloudFront)'];
}

function refusalFor(error: unknown): Error {
  if (error instanceof EnvironmentTimedOut || error instanceof NoneFree)
    return new Refusal(504, error.message);
  if (error instanceof EnvironmentFailed) return new Refusal(502, error.message);
  if (error instanceof BodyTooLarge) return new Refusal(502, `Of the answer: ${error.message}`);
  return error instanceof Error ? error : new Error(String(error));
}

function refusalPage({ status }: Refusal): AnswerMessage {
  return {
    status,
    rawHeaders: ['content-type', 'text/html', 'x-cache', 'Error from cloudfront'],
    body: Buffer.from(`<h1>${status} ERROR</h1><p>The request could not be satisfied.</p>`),
  };
}

function fromCache(answer: AnswerMessage, age: number): AnswerMessage {
  const headers = endToEndHeaders(answer.rawHeaders, ['age', 'x-cache']);
  return { ...answer, rawHeaders: [...headers, 'Age', `${age}`, 'X-Cache', 'Hit from cloudfront'] };
}

/** Sends a whole answer. @returns the bytes of its body */
function send(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { status, rawHeaders, body }: AnswerMessage,
): number {
  const headers = endToEndHeaders(rawHeaders, ['content-length']);
  const bodiless = status === 204 || status === 304 || incoming.method === 'HEAD';
  if (!bodiless) headers.push('Content-Length', `${body.length}`);
  // What is left of a refused body is not waited for.
  if (!incoming.complete) headers.push('Connection', 'close');
  outgoing.writeHead(status, headers);
  outgoing.end(bodiless ? undefined : body);
  return bodiless ? 0 : body.length;
}

function sendJson(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(`${JSON.stringify(body)}\n`);
}
