import 'server-only';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { ConfigurationError } from '../errors';
import { checkDatabaseFile } from '../places/database-file';
import { parseSessionKeys, type SessionAudience, type SessionKeys } from '../session/session-keys';
import type { StoreConfig } from '../store/config';
import { describeCognito, readOutputs } from './amplify-outputs';
import { type Config, setConfig } from './config';
import { weaknessOf } from './key-strength';
import { parseMigration } from './migration';
import { readParameters, withParameters } from './parameter-references';
import { chooseStore } from './redis-url';
import { parseSessionPolicy } from './session-policy';

/** An address, alone or after a name (RFC 5322 §3.4). No line breaks: those would be another header. */
const MAIL_SENDER = /^(?:[^<>@\r\n"]{1,100} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;

const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  APP_ORIGIN: z.string().optional(),
  SESSION_KEYS: z.string().min(1),
  DEPLOYMENT: z
    .string()
    .regex(/^[\w./-]{1,300}$/, 'may hold letters, digits and . _ / -, such as d1a2b3c4/main')
    .default(''),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  SIGN_IN_FORM: z.enum(['embedded', 'hosted']).default('embedded'),
  OPEN_TABS: z.enum(['hold', 'ask']).default('hold'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SECURITY_MAIL_FROM: z
    .string()
    .regex(MAIL_SENDER, 'must be an address, such as security@example.com or Example <security@example.com>')
    .optional(),
  PICTURE_ORIGINS: z
    .string()
    .default('https://lh3.googleusercontent.com')
    .transform((list, context) => {
      const origins = list.split(/\s+/).filter(Boolean);
      const wrong = origins.find((each) => !URL.canParse(each) || new URL(each).origin !== each);
      if (wrong !== undefined)
        context.addIssue(`"${wrong}" is no origin, such as https://pictures.example.com`);
      return origins;
    }),
  PLACES_DATABASE: z.string().optional(),
  MAINTENANCE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be 32 bytes, base64url')
    .refine((key) => weaknessOf(key) === null, 'is not random')
    .optional(),
});

type Environment = Readonly<Record<string, string | undefined>>;

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

function parseEnvironment(environment: Environment) {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(set);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`${lines.join('; ')}. See .env.example for a working value of each variable.`);
}

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
  { SESSION_KEYS, DEPLOYMENT }: z.infer<typeof environmentSchema>,
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
