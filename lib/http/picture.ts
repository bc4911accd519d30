import 'server-only';
import { withinTime } from '../time-limit';

/** In milliseconds. A page shows initials as well. */
const PATIENCE_MS = 3_000;
const MOST_BYTES = 256 * 1024;

/** What a picture may be, and bytes by which each is known. No SVG: it could hold scripts, and be opened by itself. */
const KINDS: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
];

export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Fetches a picture from a server that has been found to be one of those that may be asked. What it answers counts by its first
 * bytes, whatever it calls it.
 *
 * @returns null when it has no picture, one that is too long, or leads elsewhere
 * @throws whatever keeps the server from answering
 */
export function fetchPicture(address: URL): Promise<Picture | null> {
  return withinTime(PATIENCE_MS, (signal) => askFor(address, signal));
}

async function askFor(address: URL, signal: AbortSignal): Promise<Picture | null> {
  const answer = await fetch(address, {
    // Elsewhere might be inside of this network (OWASP, Server-Side Request Forgery Prevention).
    redirect: 'manual',
    headers: { accept: KINDS.map(([type]) => type).join(', ') },
    signal,
  });
  const bytes = answer.status === 200 ? await readAtMost(answer, MOST_BYTES) : await discard(answer);
  if (bytes === null) return null;
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const kind = KINDS.find(([, at, known]) => start.startsWith(known, at));
  return kind === undefined ? null : { type: kind[0], bytes };
}

async function readAtMost({ body }: Response, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > most) return null; // leaving the loop cancels the rest
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function discard({ body }: Response): Promise<null> {
  await body?.cancel();
  return null;
}
