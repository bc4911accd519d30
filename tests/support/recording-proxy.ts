import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One exchange as it crossed the wire, uncompressed. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: string;
  readonly responseBody: string;
}

export type ProxiedRequest = Pick<Exchange, 'method' | 'url' | 'requestHeaders' | 'requestBody'>;

/**
 * Sees each request before it is forwarded (`request`) and again before its answer is handed back (`response`). The
 * exchange waits meanwhile; `drop` ends it there, with the connection.
 */
export type Interceptor = (
  request: ProxiedRequest,
  stage: 'request' | 'response',
) => Promise<'pass' | 'drop'>;

export interface RecordingProxy {
  /** What a browser's proxy setting takes. */
  readonly server: string;
  readonly port: number;
  /** Those that were handed back in full. */
  readonly exchanges: readonly Exchange[];
  /** Replaces the interceptor; null lets everything pass. */
  intercept(interceptor: Interceptor | null): void;
  stop(): Promise<void>;
}

/**
 * An HTTP proxy that keeps everything a browser sends and receives. Unlike a browser's own tooling it misses neither
 * redirects nor bodies of pages that have been left.
 *
 * @param upstream an origin to stand in for; without it, an ordinary forward proxy
 */
export async function startRecordingProxy(upstream = ''): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];
  let interceptor: Interceptor | null = null;
  const server = createServer((incoming, outgoing) => {
    const url = `${upstream}${incoming.url}`;
    const record = (exchange: Exchange) => exchanges.push(exchange);
    void forward({ url, incoming, outgoing, record, interceptor }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server: `http://127.0.0.1:${port}`,
    port,
    exchanges,
    intercept: (replacement) => {
      interceptor = replacement;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Forward {
  readonly url: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly record: (exchange: Exchange) => void;
  readonly interceptor: Interceptor | null;
}

async function forward({ url, incoming, outgoing, record, interceptor }: Forward): Promise<void> {
  const body = await readAll(incoming);
  const request: ProxiedRequest = {
    method: incoming.method ?? '',
    url,
    requestHeaders: lines(incoming.rawHeaders),
    requestBody: body.toString('utf8'),
  };
  if ((await interceptor?.(request, 'request')) === 'drop') return void outgoing.destroy();
  const response = await send(url, incoming, body);
  const responseBody = await readAll(response);
  if ((await interceptor?.(request, 'response')) === 'drop') return void outgoing.destroy();
  const status = response.statusCode ?? 502;
  outgoing.writeHead(status, response.rawHeaders).end(responseBody);
  const responseHeaders = lines(response.rawHeaders);
  record({ ...request, status, responseHeaders, responseBody: responseBody.toString('utf8') });
}

function send(url: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { 'accept-encoding': _compressed, 'proxy-connection': _hop, ...headers } = incoming.headers;
    const upstream = httpRequest(url, { method: incoming.method, headers, agent: false }, resolve);
    upstream.once('error', reject);
    upstream.end(body);
  });
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** `rawHeaders` as they stood: names and values in turn. */
function lines(rawHeaders: readonly string[]): string {
  return rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\n`)).join('');
}
