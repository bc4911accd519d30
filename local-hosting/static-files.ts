import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { AnswerMessage, RequestMessage } from './message';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.json': 'application/json; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=UTF-8',
  '.woff2': 'font/woff2',
};

/** Next puts a hash of their content into the names of its own files. */
const HASHED = '/_next/static/';

/** The static file that a request asks for, or null: then the app is asked. */
export function staticFile(directory: string, { method, url }: RequestMessage): AnswerMessage | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const path = pathOf(url);
  if (path === null || !statSync(join(directory, path), { throwIfNoEntry: false })?.isFile()) return null;
  const caching = path.startsWith(HASHED)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=0, s-maxage=2';
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  return {
    status: 200,
    rawHeaders: ['content-type', type, 'cache-control', caching],
    body: readFileSync(join(directory, path)),
  };
}

function pathOf(url: string): string | null {
  try {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}
