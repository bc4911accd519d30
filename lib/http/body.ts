import { LatchkeyError } from '../errors';

/**
 * A request's body as text, read no further than the limit, whatever its `Content-Length` claims.
 *
 * @throws LatchkeyError `payload_too_large`, or `invalid_request` for what is not UTF-8
 */
export async function readLimitedText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new LatchkeyError('payload_too_large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new LatchkeyError('invalid_request', { cause });
  }
}
