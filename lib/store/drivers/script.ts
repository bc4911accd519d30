import 'server-only';
import { createHash } from 'node:crypto';

/** A Lua script and the SHA-1 by which Redis remembers it. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha: string;
  /** Run twice, it leaves and answers the same. */
  readonly repeatable: boolean;
}

/**
 * Time is Redis's own, so that processes with wrong clocks agree. Every script answers `{now, …}`, which is also how
 * each process learns that clock.
 */
const PROLOGUE = `local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
`;

/** @param body Lua that returns an array beginning with `now` (epoch milliseconds) */
export function defineScript(name: string, body: string, { repeatable = false } = {}): Script {
  const source = PROLOGUE + body.trim();
  return { name, source, sha: createHash('sha1').update(source).digest('hex'), repeatable };
}
