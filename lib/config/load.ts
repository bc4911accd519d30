import 'server-only';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { ConfigurationError } from '../errors';
import { checkDatabaseFile } from '../places/database-file';
import { parseSessionKeys, type SessionAudience, type SessionKeys } from '../session/session-keys';
import type { StoreConfig } from '../store/config';
import { describeCognito, readOutputs } from './amplify-outputs';
import { type Config, setConfig } from './config';
import { type Environment, parseEnvironment, type Variables } from './environment';
import { weaknessOf } from './key-strength';
import { parseMigration } from './migration';
import { readParameters, withParameters } from './parameter-references';
import { chooseStore } from './redis-url';
import { parseSessionPolicy } from './session-policy';

/**
 * Parses everything the app is configured by. Pure apart from reading `<directory>/amplify_outputs.json`, and the end of the
 * database of places.
 *
 * @param environment usually `process.env`
 * @param directory where `amplify_outputs.json` is, and where relative paths begin
 * @throws ConfigurationError with one line per problem
 */
export function parseConfig(environment: Environment, directory: string): Config {
  const env = parseEnvironment(environment);
  const production = env.NODE_ENV === 'production';
  const origin = parseOrigin(env.APP_ORIGIN, env.PORT, production);
  const outputs = readOutputs(outputsPath(directory));
  const cognito = describeCognito(outputs);
  return Object.freeze({
    production,
    origin,
    deployment: env.DEPLOYMENT,
    sessionKeys: readSessionKeys(env, origin, cognito),
    sessionPolicy: orStop(() => parseSessionPolicy(environment, origin.startsWith('https:'))),
    store: readStore(environment, production),
    namespace: namespaceOf(env.DEPLOYMENT, cognito),
    cognito,
    hosted: Object.freeze({ ...cognito, origin }),
    amplifyOutputs: outputs,
    trustedProxies: env.TRUSTED_PROXIES,
    signInForm: env.SIGN_IN_FORM,
    openTabs: env.OPEN_TABS,
    rateLimits: env.RATE_LIMITS === 'on',
    migration: orStop(() => parseMigration(environment)),
    logLevel: env.LOG_LEVEL,
    securityMailFrom: env.SECURITY_MAIL_FROM ?? null,
    pictureOrigins: env.PICTURE_ORIGINS,
    placesDatabase: env.PLACES_DATABASE === undefined ? null : readPlacesPath(env.PLACES_DATABASE, directory),
    maintenanceKey: env.MAINTENANCE_KEY === undefined ? null : Buffer.from(env.MAINTENANCE_KEY, 'base64url'),
  });
}

/**
 * Reads what the environment keeps in Parameter Store, checks everything, and makes it what `config()` answers. Once at
 * start.
 *
 * @param ask `fetchParameters`
 * @throws ConfigurationError
 */
export async function loadConfig(ask: Parameters<typeof readParameters>[1]): Promise<void> {
  const region = () => describeCognito(readOutputs(outputsPath(process.cwd()))).region;
  await readParameters(process.env, ask, region);
  readConfig();
}

/** The same where nothing is kept in Parameter Store, at once. @throws ConfigurationError */
export function readConfig(): void {
  setConfig(parseConfig(withParameters(process.env), process.cwd()));
}

const outputsPath = (directory: string) => join(directory, 'amplify_outputs.json');

function parseOrigin(value: string | undefined, port: number, production: boolean): string {
  if (value === undefined && production) {
    throw new ConfigurationError(
      'APP_ORIGIN is missing. Set it to the public address of the app, such as https://app.example.com.',
    );
  }
  const text = value ?? `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const loopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || url.origin !== text.replace(/\/$/, '') || (url.protocol !== 'https:' && !loopback)) {
    throw new ConfigurationError(
      'APP_ORIGIN must be an origin without a path, https:// unless on localhost, such as https://app.example.com.',
    );
  }
  return url.origin;
}

function readSessionKeys(
  { SESSION_KEYS, DEPLOYMENT }: Variables,
  origin: string,
  audience: SessionAudience,
): SessionKeys {
  const keys = orStop(() => parseSessionKeys(SESSION_KEYS, audience, DEPLOYMENT));
  if (new URL(origin).protocol === 'http:') return keys; // one's own machine: parseOrigin allows no other
  for (const [index, entry] of SESSION_KEYS.split(',').entries()) {
    const weakness = weaknessOf(entry.trim());
    if (weakness === null) continue;
    throw new ConfigurationError(
      `SESSION_KEYS entry ${index + 1} ${weakness}. Make your own: node -e "console.log('k1:' + crypto.randomBytes(32).toString('base64url'))".`,
    );
  }
  return keys;
}

/** Eight characters of a hash, which no two of one's deployments share: a branch, or an app client, has keys of its own. */
export function namespaceOf(deployment: string, { issuer, clientId }: SessionAudience): string {
  const name = [deployment, issuer, clientId].join(' ');
  return createHash('sha256').update(name).digest('base64url').slice(0, 8);
}

function readStore(environment: Environment, production: boolean): StoreConfig {
  const store = orStop(() => chooseStore(environment));
  if (store.kind === 'embedded' && production) {
    throw new ConfigurationError(
      'No Redis is configured. Set REDIS_URL (or REDIS_HOST, or UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN); without one, sessions live in a single development process only.',
    );
  }
  return store;
}

function readPlacesPath(value: string, directory: string): string {
  const path = resolve(directory, value);
  try {
    checkDatabaseFile(path);
    return path;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError(
      `PLACES_DATABASE: ${path} ${problem}. Give the path of a database such as GeoLite2-City.mmdb, or leave it out.`,
      { cause },
    );
  }
}

/** The parsers of single variables name the variable themselves. */
function orStop<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new ConfigurationError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
