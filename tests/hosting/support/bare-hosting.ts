import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Hosting, type HostingStart, startHosting } from '@/local-hosting/hosting';
import { findFreePorts } from '@/scripts/ports';
import { temporaryDirectory } from '@/tests/support/temporary-directory';

/** The host with an app of its own, which shows what is done to it. */
export async function startBareHosting(options: Partial<HostingStart> = {}): Promise<Hosting> {
  const directory = await temporaryDirectory('bare-hosting');
  const staticFiles = join(directory.path, 'static');
  mkdirSync(join(staticFiles, '_next/static'), { recursive: true });
  writeFileSync(join(staticFiles, '_next/static/chunk.js'), 'export {};');
  writeFileSync(join(directory.path, 'secret.txt'), 'beside the static files');
  const hosting = await startHosting({
    port: await findFreePorts(),
    compute: directory.path,
    entry: fileURLToPath(new URL('./bare-app.mjs', import.meta.url)),
    staticFiles,
    ...options,
  });
  return {
    ...hosting,
    stop: async () => {
      await hosting.stop();
      await directory.remove();
    },
  };
}

/** What a route of the app answered. */
export async function ask<T = Record<string, never>>(
  hosting: Hosting,
  path: string,
  init: RequestInit = {},
): Promise<T & { readonly pid: number }> {
  const response = await fetch(`${hosting.origin}${path}`, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T & { readonly pid: number };
}

/** Linux's letter for what a process is doing, such as T for stopped; null when there is no such process. */
export function processState(pid: number): string | null {
  try {
    return /^\d+ \(.*\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** A server that sends everything back. */
export async function startEcho(): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The echo server has no port.');
  return { url: `redis://127.0.0.1:${address.port}`, stop: () => void server.close() };
}
