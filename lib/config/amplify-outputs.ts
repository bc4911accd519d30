import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { SignUpRules } from '../auth/relay/sign-up';
import { ConfigurationError } from '../errors';
import type { Provider } from '../session/identity-provider';
import { isOwnMethod } from '../session/session';

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
  /** The providers that are switched on in `amplify/`. */
  readonly providers: readonly Provider[];
  readonly signUp: SignUpRules;
}

const providerSchema = z.object({
  name: z.string().check(z.minLength(1)),
  method: z
    .string()
    .check(z.refine((method: string) => !isOwnMethod(method), 'is a way to sign in to the pool itself')),
  label: z.string().check(z.minLength(1)),
});

/** What is not said is as Cognito has it by default. */
const passwordSchema = z.looseObject({
  min_length: z._default(z.number().check(z.int()), 8),
  require_lowercase: z._default(z.boolean(), true),
  require_uppercase: z._default(z.boolean(), true),
  require_numbers: z._default(z.boolean(), true),
  require_symbols: z._default(z.boolean(), true),
});

const outputsSchema = z.looseObject({
  auth: z.looseObject({
    aws_region: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
    user_pool_id: z.string().check(z.regex(/^[\w-]+_[0-9a-zA-Z]+$/)),
    user_pool_client_id: z.string().check(z.regex(/^[\w+]{1,128}$/)),
    oauth: z.looseObject({
      domain: z.string().check(z.minLength(1)),
      scopes: z._default(z.array(z.string()), ['openid']),
      identity_providers: z._default(z.array(z.string()), []),
    }),
    password_policy: z.optional(passwordSchema),
    standard_required_attributes: z.optional(z.array(z.string())),
  }),
  /** What `amplify/backend.ts` adds; other backends have none of it. */
  custom: z.optional(z.looseObject({ sign_in_providers: z.optional(z.array(providerSchema)) })),
});

/** `amplify_outputs.json`, as far as it was looked at; the rest is kept for Amplify. */
export type Outputs = Readonly<z.infer<typeof outputsSchema>>;

/**
 * Reads `amplify_outputs.json`.
 *
 * @throws ConfigurationError saying what is wrong with it and how to make it again
 */
export function readOutputs(path: string): Outputs {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigurationError(
      missing
        ? 'amplify_outputs.json is missing. Deploy a backend with "npm run ampx -- sandbox", or work with the local AWS by "npm run dev", which writes it.'
        : 'amplify_outputs.json is not valid JSON. Generate it again with "npm run ampx -- generate outputs".',
      { cause: error },
    );
  }
  const result = outputsSchema.safeParse(json);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new ConfigurationError(
    `amplify_outputs.json lacks or misstates: ${where}. Generate it again with "npm run ampx -- generate outputs".`,
  );
}

/** The user pool and app client that the outputs describe. */
export function describeCognito(outputs: Outputs): CognitoConfig {
  const { aws_region: region, user_pool_id: userPoolId, user_pool_client_id: clientId, oauth } = outputs.auth;
  const endpoint = `https://cognito-idp.${region}.amazonaws.com`;
  return Object.freeze({
    region,
    userPoolId,
    clientId,
    endpoint: `${endpoint}/`,
    issuer: `${endpoint}/${userPoolId}`,
    scopes: oauth.scopes,
    signUp: describeSignUp(outputs),
    providers:
      outputs.custom?.sign_in_providers ?? oauth.identity_providers.flatMap((one) => SOCIAL[one] ?? []),
  });
}

function describeSignUp({ auth }: Outputs): SignUpRules {
  const { min_length: minLength, ...policy } = passwordSchema.parse(auth.password_policy ?? {});
  const kinds = (['lowercase', 'uppercase', 'numbers', 'symbols'] as const).filter(
    (kind) => policy[`require_${kind}`],
  );
  return { password: { minLength, kinds }, requiredAttributes: auth.standard_required_attributes ?? [] };
}

/** For outputs that say no more of providers than Amplify itself writes: `GOOGLE` and the like. */
const SOCIAL: Readonly<Record<string, Provider>> = {
  GOOGLE: { name: 'Google', method: 'google', label: 'Google' },
  FACEBOOK: { name: 'Facebook', method: 'facebook', label: 'Facebook' },
  LOGIN_WITH_AMAZON: { name: 'LoginWithAmazon', method: 'amazon', label: 'Amazon' },
  SIGN_IN_WITH_APPLE: { name: 'SignInWithApple', method: 'apple', label: 'Apple' },
};
