import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { References, Template } from './template';

/** The ids that `amplify_outputs.json` gives to what the template defines; made from its names where left out. */
export interface OutputNames {
  readonly region: string;
  readonly poolId?: string;
  readonly clientId?: string;
  readonly identityPoolId?: string;
  /** First label of the managed-login host. */
  readonly domainPrefix?: string;
}

const outputs = z.object({
  auth: z.object({
    user_pool_id: z.string(),
    user_pool_client_id: z.string(),
    identity_pool_id: z.string().optional(),
    aws_region: z.string(),
    oauth: z.object({ domain: z.string() }).optional(),
  }),
});

/** Reads the first of these files that exists. @throws Error when none does, or it is not of the expected form. */
export function readOutputNames(paths: readonly string[]): OutputNames {
  const path = paths.find((one) => existsSync(one));
  if (!path) throw new Error(`None of ${paths.join(', ')} exists.`);
  const { auth } = outputs.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    region: auth.aws_region,
    poolId: auth.user_pool_id,
    clientId: auth.user_pool_client_id,
    ...(auth.identity_pool_id !== undefined && { identityPoolId: auth.identity_pool_id }),
    domainPrefix: auth.oauth?.domain.split('.')[0],
  };
}

/**
 * What a `Ref` gives for each resource, parameter and pseudo parameter. The first pool and client are the ones of the
 * outputs, if there are any; further ones get ids made from their logical names.
 */
export function nameResources(template: Template, names: OutputNames): References {
  const references = new Map([
    ['AWS::Region', names.region],
    ['AWS::AccountId', '000000000000'],
    ['AWS::Partition', 'aws'],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  for (const [name, { Default }] of Object.entries(template.Parameters ?? {})) {
    if (Default !== undefined) references.set(name, String(Default));
  }
  const taken = new Set<string>();
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::Cognito::UserPool') {
      references.set(logicalId, firstOr(names.poolId, derivedPoolId(names.region, logicalId), taken));
    } else if (Type === 'AWS::Cognito::UserPoolClient') {
      references.set(logicalId, firstOr(names.clientId, derivedId(logicalId), taken));
    } else if (Type === 'AWS::Cognito::IdentityPool') {
      const derived = `${names.region}:${derivedUuid(logicalId)}`;
      references.set(logicalId, firstOr(names.identityPoolId, derived, taken));
    } else if (Type === 'AWS::Cognito::UserPoolIdentityProvider') {
      references.set(logicalId, String(Properties?.ProviderName));
    }
  }
  return references;
}

function firstOr(preferred: string | undefined, otherwise: string, taken: Set<string>): string {
  if (preferred === undefined || taken.has(preferred)) return otherwise;
  taken.add(preferred);
  return preferred;
}

/** An id of the form of an app client's that is the same at every start. */
export const derivedId = (name: string) =>
  BigInt(`0x${createHash('sha256').update(name).digest('hex')}`)
    .toString(36)
    .slice(0, 26);

/** The same for a pool. */
export const derivedPoolId = (region: string, name: string) => `${region}_${derivedId(name).slice(0, 9)}`;

/** A UUID that is the same at every start. */
export function derivedUuid(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
