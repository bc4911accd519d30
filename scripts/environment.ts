import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Environment variables, set or not. (`NodeJS.ProcessEnv` insists on NODE_ENV once Next.js has declared it.) */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** Every variable for the processes that a command starts. */
  readonly variables: Variables;
  readonly port: number;
  readonly localAwsPort: number;
  /** Where the values came from, for people. */
  readonly source: string;
}

/**
 * The settings of a local run: the environment first, then `.env.local`, then `.env.example`, whose values work
 * as they stand. Next.js itself never reads `.env.example`, so that no deployment runs on its published key.
 *
 * @param directory where the `.env` files are
 * @throws Error when a port is not a port
 */
export function readSettings(directory: string, environment: Variables = process.env): Settings {
  const own = readEnvironmentFile(join(directory, '.env.local'));
  const example = readEnvironmentFile(join(directory, '.env.example')) ?? {};
  const variables: Variables = { ...example, ...own, ...withoutEmpty(environment) };
  return {
    variables,
    port: parsePort('PORT', variables.PORT),
    localAwsPort: parsePort('LOCAL_AWS_PORT', variables.LOCAL_AWS_PORT),
    source: own === null ? '.env.example' : '.env.local over .env.example',
  };
}

/** Whether the settings name a Redis; otherwise a local run brings its own. */
export function namesRedis(variables: Variables): boolean {
  return ['REDIS_URL', 'REDIS_HOST', 'UPSTASH_REDIS_REST_URL'].some((name) => variables[name]);
}

function readEnvironmentFile(path: string): Variables | null {
  try {
    return withoutEmpty(parseEnv(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function withoutEmpty(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

function parsePort(name: string, value: string | undefined): number {
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port between 1 and 65535, such as ${name}=3100.`);
}
