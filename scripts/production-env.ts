import { randomBytes } from 'node:crypto';
import { isAbsolute, normalize } from 'node:path';
import { type Environment, readEnvironment } from '../amplify/auth/environment';
import { type Referable, referencesIn } from '../lib/config/parameter-references';
import { refuseOtherBranches } from './branch-scope';
import { SERVER_VARIABLES } from './server-variables';

/** Amplify Hosting puts two proxies of CloudFront in front of the server: docs/decisions/0012. */
const TRUSTED_PROXIES = '2';

/** A request that is held costs a second for each second there, and an environment: docs/decisions/0008. */
const OPEN_TABS = 'ask';

/** Keeps branches apart that the console gives the same `SESSION_KEYS` and Redis. */
function deployment({ AWS_APP_ID: app, AWS_BRANCH: branch }: Environment): { DEPLOYMENT?: string } {
  if (!app || !branch) return {};
  // Whatever a branch is called, this is a name that DEPLOYMENT may hold, and another one for each branch.
  const name = branch.replace(/[^A-Za-z0-9./-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16)}_`);
  return { DEPLOYMENT: `${app}/${name}` };
}

/**
 * What the server will run with: the listed variables of the build, and Amplify Hosting's defaults for four of them.
 * @throws Error with one line when people could not be sent back to `APP_ORIGIN` after sign-in, or the database of places would
 *   not be deployed
 */
export function serverEnvironment(build: Environment): Record<string, string> {
  const { appOrigins } = readEnvironment(build);
  refuseOtherBranches(build);
  refuseLeftBehind(build.PLACES_DATABASE);
  const listed = SERVER_VARIABLES.flatMap((name) => (build[name] ? [[name, build[name]]] : []));
  const defaults = { APP_ORIGIN: appOrigins[0], ...deployment(build), TRUSTED_PROXIES, OPEN_TABS };
  const server = { ...defaults, ...Object.fromEntries(listed) };
  if (appOrigins.includes(server.APP_ORIGIN)) return server;
  throw new Error(
    `APP_ORIGIN: "${server.APP_ORIGIN}" is not in APP_ORIGINS (${appOrigins.join(', ')}), so Cognito would refuse to send people back to it.`,
  );
}

/** What lies elsewhere on the machine that builds is there for every check of the build, and missing at the server's first start. */
function refuseLeftBehind(path: string | undefined): void {
  if (!path || !(isAbsolute(path) || normalize(path).startsWith('..'))) return;
  throw new Error(
    `PLACES_DATABASE: "${path}" is not in the repository, so it would not be deployed. Give its path from the repository's folder.`,
  );
}

/**
 * The same with something well-formed in place of each reference to Parameter Store, for a check at build time: the role
 * that builds need not be allowed to read what the server will.
 *
 * @throws ConfigurationError for a malformed reference
 */
export function withStandIns(server: Readonly<Record<string, string>>): Record<string, string> {
  const key = randomBytes(32).toString('base64url');
  const standIns: Record<Referable, string> = {
    SESSION_KEYS: `k1:${key}`,
    MAINTENANCE_KEY: key,
    AUTH_SECRET: key,
    NEXTAUTH_SECRET: key,
    REDIS_URL: 'rediss://redis.invalid',
    REDIS_HOST: 'redis.invalid',
    REDIS_PASSWORD: key,
    UPSTASH_REDIS_REST_URL: 'https://redis.invalid',
    UPSTASH_REDIS_REST_TOKEN: key,
  };
  return {
    ...server,
    ...Object.fromEntries(referencesIn(server).map(({ variable }) => [variable, standIns[variable]])),
  };
}

/**
 * Writes one variable so that Next reads the same value back (@next/env: dotenv, then `$` expansion).
 * @throws Error when the format has no way to write the value
 */
export function envLine(name: string, value: string): string {
  // Double quotes come last: between them, and only there, \n and \r stand for line breaks.
  const quote = ["'", '`', '"'].find((mark) => !value.includes(mark));
  const ambiguous = /[\r\n]/.test(value) || value.endsWith('\\') || (quote === '"' && /\\[nr]/.test(value));
  if (quote === undefined || ambiguous) {
    throw new Error(
      `${name}: a .env file cannot hold this value. Avoid line breaks, a final backslash, and using all of ' " and \`.`,
    );
  }
  return `${name}=${quote}${value.replaceAll('$', '\\$')}${quote}\n`;
}
