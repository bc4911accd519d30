import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PictureServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** What a provider might answer, by path: a picture at `/ada.png`, and what must not pass for one. */
export async function startPictureServer(): Promise<PictureServer> {
  const server = createServer(({ url = '' }, response) => {
    const answers: Readonly<Record<string, () => void>> = {
      '/ada.png': () => response.writeHead(200, { 'content-type': 'text/html' }).end(PNG),
      '/page.png': () => response.writeHead(200, { 'content-type': 'image/png' }).end('<script>1</script>'),
      '/drawing.svg': () => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg/>'),
      '/long.png': () => response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(1024 * 1024)])),
      '/empty.png': () => response.writeHead(200).end(),
      '/elsewhere.png': () => response.writeHead(302, { location: '/ada.png' }).end(),
    };
    (answers[url] ?? (() => response.writeHead(404).end(PNG)))();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
