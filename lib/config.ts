import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CognitoClient } from './auth/cognito';
import type { HostedClient } from './auth/hosted';
import { parseSessionKeys, type SessionKeys } from './session/keys';
import { chooseStore, type StoreConfig } from './store/store-config';

/** Where the deployed (or local) backend is, from `amplify_outputs.json`. */
export interface CognitoConfig {
  readonly region: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** OpenID Connect issuer of the pool (Amazon Cognito developer guide, "User pool endpoints"). */
  readonly issuer: string;
  /** Cognito's JSON API. */
  readonly endpoint: string;
  readonly scopes: readonly string[];
  /** Social providers switched on in `amplify/`, by Cognito's names: `Google`, `Facebook`, … */
  readonly socialProviders: readonly string[];
}

export interface Config {
  readonly production: boolean;
  /** The app's public origin, such as `https://app.example.com`. Never taken from a request. */
  readonly origin: string;
  readonly sessionKeys: SessionKeys;
  readonly store: StoreConfig;
  readonly cognito: CognitoConfig;
  /** The same app client as the hosted endpoints and the relay need it. */
  readonly hosted: HostedClient & CognitoClient;
  /** `amplify_outputs.json` as it stands, for Amplify itself. */
  readonly amplifyOutputs: Readonly<Record<string, unknown>>;
  /** How many proxies in front of the app append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  readonly logLevel: string;
}

/** The configuration cannot be used; the message names the variable or file and what to do. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Published in `.env.example`, so anyone can sign tickets with it: good on one's own machine only. */
const EXAMPLE_KEY_ID = 'example';

const environmentSchema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  APP_ORIGIN: z.string().optional(),
  SESSION_KEYS: z.string().min(1),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const outputsSchema = z.looseObject({
  auth: z.looseObject({
    aws_region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    user_pool_id: z.string().regex(/^[\w-]+_[0-9a-zA-Z]+$/),
    user_pool_client_id: z.string().regex(/^[\w+]{1,128}$/),
    oauth: z.looseObject({
      domain: z.string().min(1),
      scopes: z.array(z.string()).default(['openid']),
      identity_providers: z.array(z.string()).default([]),
    }),
  }),
});

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses everything the app is configured by. Pure apart from reading `<directory>/amplify_outputs.json`.
 *
 * @param environment usually `process.env`
 * @param directory where `amplify_outputs.json` is
 * @throws ConfigurationError with one line per problem
 */
export function parseConfig(environment: Environment, directory: string): Config {
  const env = parseEnvironment(environment);
  const production = env.NODE_ENV === 'production';
  const origin = parseOrigin(env.APP_ORIGIN, env.PORT, production);
  const outputs = readOutputs(join(directory, 'amplify_outputs.json'));
  const { aws_region: region, user_pool_id: userPoolId, user_pool_client_id: clientId, oauth } = outputs.auth;
  const endpoint = `https://cognito-idp.${region}.amazonaws.com`;
  const cognito = Object.freeze({
    region,
    userPoolId,
    clientId,
    endpoint: `${endpoint}/`,
    issuer: `${endpoint}/${userPoolId}`,
    scopes: oauth.scopes,
    socialProviders: oauth.identity_providers.map(providerName),
  });
  return Object.freeze({
    production,
    origin,
    sessionKeys: readSessionKeys(env.SESSION_KEYS, origin),
    store: readStore(environment, production),
    cognito,
    hosted: Object.freeze({ ...cognito, origin }),
    amplifyOutputs: outputs,
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL,
  });
}

let parsed: Config | undefined;

/** The process's configuration, parsed at first use and frozen. @throws ConfigurationError */
export function config(): Config {
  parsed ??= parseConfig(process.env, process.cwd());
  return parsed;
}

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

function readSessionKeys(value: string, origin: string): SessionKeys {
  const keys = orExplain('SESSION_KEYS', () => parseSessionKeys(value));
  const onOwnMachine = new URL(origin).protocol === 'http:';
  if (!onOwnMachine && value.split(',').some((key) => key.trim().startsWith(`${EXAMPLE_KEY_ID}:`))) {
    throw new ConfigurationError(
      "SESSION_KEYS holds the published example key. Make your own: node -e \"console.log('k1:' + crypto.randomBytes(32).toString('base64url'))\".",
    );
  }
  return keys;
}

function readStore(environment: Environment, production: boolean): StoreConfig {
  const store = orExplain('Redis', () => chooseStore(environment));
  if (store.kind === 'embedded' && production) {
    throw new ConfigurationError(
      'No Redis is configured. Set REDIS_URL (or REDIS_HOST, or UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN); without one, sessions live in a single development process only.',
    );
  }
  return store;
}

function orExplain<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(reason.includes(name) ? reason : `${name}: ${reason}`, { cause: error });
  }
}

function readOutputs(path: string) {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigurationError(
      missing
        ? 'amplify_outputs.json is missing. Deploy a backend with "npx ampx sandbox", or copy amplify_outputs.json.example to work with the local AWS.'
        : 'amplify_outputs.json is not valid JSON. Generate it again with "npx ampx generate outputs".',
      { cause: error },
    );
  }
  const result = outputsSchema.safeParse(json);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new ConfigurationError(
    `amplify_outputs.json lacks or misstates: ${where}. Generate it again with "npx ampx generate outputs".`,
  );
}

/** `amplify_outputs.json` writes `GOOGLE`; Cognito's `identity_provider` parameter is `Google`. */
function providerName(value: string): string {
  const names: Readonly<Record<string, string>> = {
    GOOGLE: 'Google',
    FACEBOOK: 'Facebook',
    LOGIN_WITH_AMAZON: 'LoginWithAmazon',
    SIGN_IN_WITH_APPLE: 'SignInWithApple',
  };
  return names[value] ?? value;
}
