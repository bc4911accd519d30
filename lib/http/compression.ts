import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Duplex } from 'node:stream';

type Compress = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

let compress: Compress | undefined;

/**
 * Compresses what is sent to a client that takes compressed bodies, by the library and with the settings of Next's `compress`,
 * which is off in `next.config.mjs`: Next would prepare it for every response (docs/decisions/0093).
 */
export function compressFor(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['accept-encoding'] === undefined) return;
  compress ??= loadCompress();
  compress(request, response, nothing);
  response.once('close', () => {
    if (!response.writableFinished) release(response);
  });
}

/** Next's server has loaded it; as part of a bundle it would be loaded once more. */
function loadCompress(): Compress {
  const load = createRequire(`${process.cwd()}/`);
  return load('next/dist/compiled/compression')();
}

/**
 * Ends the compression of a response whose client has gone. The library does not, and zlib's memory would outlive the response. Its
 * stream is what `on` answers for `drain` once there is one.
 */
function release(response: ServerResponse): void {
  const stream: unknown = response.on('drain', nothing);
  if (stream instanceof Duplex) stream.destroy();
}

function nothing(): void {}
