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

export interface RecordingProxy {
  /** What a browser's proxy setting takes. */
  readonly server: string;
  readonly port: number;
  readonly exchanges: readonly Exchange[];
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
  const server = createServer((incoming, outgoing) => {
    const url = `${upstream}${incoming.url}`;
    const record = (exchange: Exchange) => exchanges.push(exchange);
    void forward({ url, incoming, outgoing, record }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server: `http://127.0.0.1:${port}`,
    port,
    exchanges,
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
}

async function forward({ url, incoming, outgoing, record }: Forward): Promise<void> {
  const requestBody = await readAll(incoming);
  const response = await send(url, incoming, requestBody);
  outgoing.writeHead(response.statusCode ?? 502, response.rawHeaders);
  const responseBody = await readAll(response);
  outgoing.end(responseBody);
  record({
    method: incoming.method ?? '',
    url,
    requestHeaders: lines(incoming.rawHeaders),
    requestBody: requestBody.toString('utf8'),
    status: response.statusCode ?? 502,
    responseHeaders: lines(response.rawHeaders),
    responseBody: responseBody.toString('utf8'),
  });
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
