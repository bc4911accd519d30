import { mkdirSync } from 'node:fs';
import type { ProcessOptions } from './processes';
import { findProgram, instructions, REDIS_SERVER } from './programs';

/** What redis-server writes when it answers. */
export const REDIS_READY = /Ready to accept connections/;

interface RedisServerOptions {
  readonly port: number;
  /** Where it keeps its data; made if it is missing. */
  readonly directory: string;
  /** Further options in redis-server's own form, such as `['--requirepass', 'x']`. */
  readonly args?: readonly string[];
}

/**
 * How to start a redis-server on loopback that keeps its data across restarts.
 *
 * @throws Error saying what to install when redis-server is not on PATH
 */
export function redisServer({ port, directory, args = [] }: RedisServerOptions): ProcessOptions {
  const command = findProgram(REDIS_SERVER);
  if (command === null) throw new Error(instructions([REDIS_SERVER]));
  mkdirSync(directory, { recursive: true });
  const fixed = {
    '--port': `${port}`,
    '--bind': '127.0.0.1',
    '--dir': directory,
    '--appendonly': 'yes',
    '--save': '',
  };
  return {
    name: 'redis',
    command,
    args: [...Object.entries(fixed).flat(), ...args],
    cwd: directory,
  };
}
