import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'redis';
import { z } from 'zod';

const commandSchema = z.array(z.union([z.string(), z.number()]).transform(String)).min(1);

export interface UpstashBridge {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/**
 * Upstash's REST interface in front of a real Redis: one command as a JSON array per POST, a bearer token,
 * `{"result"}` or `{"error"}`, and strings in base64 when the client asks (Upstash documentation, "REST API").
 */
export async function startUpstashBridge(redisUrl: string): Promise<UpstashBridge> {
  const token = 'bridge-token';
  const redis = createClient({ url: redisUrl, RESP: 2 });
  redis.on('error', () => {});
  await redis.connect();
  const server = createServer((request, response) => {
    void answer(request, response, token, (command) => redis.sendCommand(command));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      redis.destroy();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  send: (command: string[]) => Promise<unknown>,
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${token}`)
    return reply(response, 401, { error: 'Unauthorized' });
  const base64 = request.headers['upstash-encoding'] === 'base64';
  try {
    const command = commandSchema.parse(JSON.parse(await bodyOf(request)));
    const result = await send(command);
    reply(response, 200, { result: base64 ? encode(result) : result });
  } catch (error) {
    reply(response, 400, { error: error instanceof Error ? error.message : 'unknown' });
  }
}

/** Strings in base64 at any depth; numbers, null and `OK` as they are. */
function encode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'string' || value === 'OK') return value;
  return Buffer.from(value).toString('base64');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
