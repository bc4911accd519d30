import 'server-only';
import type { CognitoClient } from '../auth/cognito';
import type { HostedClient } from '../auth/hosted';
import type { SessionPolicy } from '../session/policy';
import type { SessionKeys } from '../session/session-keys';
import type { StoreConfig } from '../store/config';
import type { CognitoConfig, Outputs } from './amplify-outputs';
import type { Migration } from './migration';

export interface Config {
  readonly production: boolean;
  /** The app's public origin, such as `https://app.example.com`. Never taken from a request. */
  readonly origin: string;
  /** What the session keys are for alone, such as `d1a2b3c4/main`; empty where a deployment has them to itself. */
  readonly deployment: string;
  readonly sessionKeys: SessionKeys;
  readonly sessionPolicy: SessionPolicy;
  readonly store: StoreConfig;
  /** What this deployment's keys in Redis begin with. */
  readonly namespace: string;
  readonly cognito: CognitoConfig;
  /** The same app client as the hosted endpoints and the relay need it. */
  readonly hosted: HostedClient & CognitoClient;
  /** `amplify_outputs.json` as it stands, for Amplify itself. */
  readonly amplifyOutputs: Outputs;
  /** How many proxies in front of the app append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** What follows an e-mail address on the sign-in page: Amplify's form there, or Cognito's managed login. */
  readonly signInForm: 'embedded' | 'hosted';
  /** How open tabs hear that their session has ended: by an answer that is held, or by asking again and again. */
  readonly openTabs: 'hold' | 'ask';
  /** False: nothing is ever too often (lib/session/limits.ts). For load tests. */
  readonly rateLimits: boolean;
  /** Whose cookies are exchanged for sessions; null: nobody's. */
  readonly migration: Migration | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Who warns users by e-mail, such as `Example <security@example.com>`; null: nobody is. */
  readonly securityMailFrom: string | null;
  /** A file that knows where addresses are; null: people see addresses. */
  readonly placesDatabase: string | null;
  /** The servers that this one fetches people's pictures from, as origins. */
  readonly pictureOrigins: readonly string[];
  /** Who holds this may have what is left over done now; null: nobody may. */
  readonly maintenanceKey: Buffer | null;
}

/** Instrumentation, middleware, handlers and pages are bundled apart but run in one process: one reads it for all. */
const shared = globalThis as typeof globalThis & { [key: symbol]: Config | undefined };
const CONFIG = Symbol.for('latchkey.config');

/** The process's configuration, as `instrumentation.ts` has read it. @throws Error before that */
export function config(): Config {
  const known = shared[CONFIG];
  if (known) return known;
  throw new Error('The configuration has not been read. instrumentation.ts does so when Next.js starts.');
}

/** Whether there is one. A build has none. */
export function isConfigured(): boolean {
  return shared[CONFIG] !== undefined;
}

/** Makes this the process's configuration. */
export function setConfig(read: Config): void {
  shared[CONFIG] = read;
}
