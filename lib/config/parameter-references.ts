import 'server-only';
import { ConfigurationError } from '../errors';
import type { fetchParameters, Reference } from './parameter-store';

/** Variables that may be a reference: `ssm:` and the whole name of a parameter, such as `ssm:/latchkey/main/SESSION_KEYS`. */
export const REFERABLE = [
  'SESSION_KEYS',
  'MAINTENANCE_KEY',
  'AUTH_SECRET',
  'NEXTAUTH_SECRET',
  'REDIS_URL',
  'REDIS_HOST',
  'REDIS_PASSWORD',
  'UPSTASH_REDIS_REST_URL',
  'UPSTASH_REDIS_REST_TOKEN',
] as const;

export type Referable = (typeof REFERABLE)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** A parameter's whole name (Systems Manager user guide, "About requirements and constraints for parameter names"). */
const FORM = /^ssm:(\/[\w./-]{1,1000})$/;

/** Middleware and pages are bundled apart but run in one process: what one has read, the other knows. */
const shared = globalThis as typeof globalThis & { [key: symbol]: ReadonlyMap<string, string> | undefined };
const VALUES = Symbol.for('latchkey.parameters');

/** @throws ConfigurationError for a reference that is none; it is not quoted, as it may be a secret with a wrong prefix */
export function referencesIn(environment: Environment): (Reference & { readonly variable: Referable })[] {
  return REFERABLE.flatMap((variable) => {
    const value = environment[variable];
    if (!value?.startsWith('ssm:')) return [];
    const path = FORM.exec(value)?.[1];
    if (path !== undefined) return [{ variable, path }];
    throw new ConfigurationError(
      `${variable} begins with ssm: but is no reference. Write the parameter's whole name, such as ssm:/latchkey/main/${variable}.`,
    );
  });
}

/**
 * Reads every parameter that the environment refers to, by one call; without a reference nothing is asked.
 *
 * @param ask `fetchParameters`, which its caller loads: AWS's client would otherwise be in each bundle that reads the configuration
 * @param regionOfBackend the region to ask where `AWS_REGION` is not set
 * @throws ConfigurationError saying which variable, which parameter and what to do; never a value
 */
export async function readParameters(
  environment: Environment,
  ask: typeof fetchParameters,
  regionOfBackend: () => string,
): Promise<void> {
  const references = referencesIn(environment);
  if (references.length === 0) return;
  shared[VALUES] = await ask(references, environment.AWS_REGION || regionOfBackend());
}

/**
 * The environment with values in place of references.
 *
 * @throws ConfigurationError when they have not been read
 */
export function withParameters(environment: Environment): Environment {
  const values = referencesIn(environment).map(({ variable, path }) => {
    const value = shared[VALUES]?.get(path);
    if (value !== undefined) return [variable, value] as const;
    throw new ConfigurationError(
      `${variable}: ${path} has not been read from Parameter Store. instrumentation.ts does so when Next.js starts.`,
    );
  });
  return { ...environment, ...Object.fromEntries(values) };
}
