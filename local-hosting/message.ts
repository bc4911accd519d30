import type { IncomingMessage } from 'node:http';

/** A request or an answer as it was received, whole: the host passes nothing on before it has everything. */
export interface Message {
  /** Names and values in turn, as Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface RequestMessage extends Message {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

export interface AnswerMessage extends Message {
  readonly status: number;
}

/** RFC 9110 section 7.6.1: these belong to one connection. */
const HOP_BY_HOP = /^(connection|keep-alive|proxy-[\w-]+|te|trailer|transfer-encoding|upgrade|expect)$/i;

export class BodyTooLarge extends Error {}

/**
 * Reads a body to its end.
 *
 * @param limit bytes
 * @throws BodyTooLarge as soon as there is more
 */
export async function readBody(stream: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not `for await`: leaving that early destroys the connection, and the refusal could not be sent.
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(new BodyTooLarge(`The body is larger than ${limit} bytes.`));
      else chunks.push(chunk);
    });
    stream.once('end', resolve);
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('The connection ended before the body did.')));
  });
  return Buffer.concat(chunks);
}

/** All values of a header, joined as RFC 9110 section 5.3 allows, or null. */
export function headerOf({ rawHeaders }: Pick<Message, 'rawHeaders'>, name: string): string | null {
  const values = pairs(rawHeaders).filter(([each]) => each.toLowerCase() === name);
  return values.length === 0 ? null : values.map(([, value]) => value).join(', ');
}

/**
 * What is left of the headers for the next connection.
 *
 * @param leaveOut further names, lower case
 */
export function endToEndHeaders(rawHeaders: readonly string[], leaveOut: readonly string[]): string[] {
  return pairs(rawHeaders)
    .filter(([name]) => !HOP_BY_HOP.test(name) && !leaveOut.includes(name.toLowerCase()))
    .flat();
}

function pairs(rawHeaders: readonly string[]): Array<[name: string, value: string]> {
  return Array.from({ length: rawHeaders.length / 2 }, (_, index) => [
    rawHeaders[2 * index] ?? '',
    rawHeaders[2 * index + 1] ?? '',
  ]);
}
