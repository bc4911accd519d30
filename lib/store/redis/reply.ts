/*
 * Redis replies, parsed. Clients differ in small ways (Upstash gives numbers where others give strings), so
 * everything is read as text first.
 */

/** @throws TypeError when the reply is not an array, which means a script and its caller disagree */
export function asArray(reply: unknown): unknown[] {
  if (!Array.isArray(reply)) throw new TypeError('expected an array from Redis');
  return reply;
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  throw new TypeError('expected text from Redis');
}

export function asTextOrNull(value: unknown): string | null {
  return value === null || value === undefined || value === false ? null : asText(value);
}

/** Absent counts as 0. */
export function asNumber(value: unknown): number {
  const number = Number(asTextOrNull(value) ?? 0);
  if (!Number.isFinite(number)) throw new TypeError('expected a number from Redis');
  return number;
}

export function asPairs(values: readonly unknown[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < values.length; i += 2) pairs.push([asText(values[i]), asText(values[i + 1])]);
  return pairs;
}
