import { LatchkeyError } from './errors';

/** Far more levels than anything here has, and far fewer than what makes `JSON.stringify` run out of stack. */
const MOST_LEVELS = 64;

/**
 * JSON from outside, of sane depth: what is nested deeper can be parsed but not written again.
 *
 * @throws LatchkeyError `invalid_request`
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LatchkeyError('invalid_request', { cause });
  }
  if (isDeeperThan(value, MOST_LEVELS)) throw new LatchkeyError('invalid_request');
  return value;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}
