import { z } from 'zod';
import type { Pool } from '../model';
import type { Needs } from '../services';
import { clientSettings } from '../settings/client';
import { mfaSettings, poolSettings } from '../settings/pool';
import { nameResources, type OutputNames } from './names';
import { resolve, type Template } from './template';

type Used = Needs<'directory' | 'clock'>;
type Properties = Record<string, unknown>;

export interface TemplateInput {
  readonly template: Template;
  readonly names: OutputNames;
  /** Their callback and sign-out addresses are registered beside the template's. */
  readonly appOrigins: readonly string[];
}

/**
 * Makes the pools, clients, providers and groups of a template, or brings them up to date. Users stay.
 * @returns the pools.
 * @throws ZodError when the template says what Cognito would not accept
 */
export function applyTemplate(services: Used, { template, names, appOrigins }: TemplateInput): Pool[] {
  const references = nameResources(template, names);
  const of = (type: string) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === `AWS::Cognito::${type}`)
      .map(([logicalId, { Properties = {} }]) => ({
        id: references.get(logicalId) ?? logicalId,
        properties: resolve(Properties, references) as Properties,
        asWritten: Properties,
      }));

  const domains = new Map(
    of('UserPoolDomain').map((one) => [one.properties.UserPoolId, one.properties.Domain]),
  );
  const pools = of('UserPool').map(({ id, properties }) => {
    const domain = id === names.poolId ? (names.domainPrefix ?? domains.get(id)) : domains.get(id);
    return putPool(services, id, properties, domain === undefined ? undefined : String(domain));
  });
  for (const { id, properties } of of('UserPoolClient')) putClient(services, id, properties, appOrigins);
  for (const { properties, asWritten } of of('UserPoolIdentityProvider')) {
    putProvider(services, properties, isPlayed(asWritten));
  }
  for (const { properties } of of('UserPoolGroup')) putGroup(services, properties);
  for (const { id, properties } of of('IdentityPool')) putIdentityPool(services, id, properties);
  return pools;
}

function putPool({ directory, clock }: Used, id: string, properties: Properties, domain?: string): Pool {
  const { Schema, EnabledMfas, WebAuthnRelyingPartyID, WebAuthnUserVerification, UserPoolName, ...same } =
    properties;
  const factors = z.array(z.string()).default([]).parse(EnabledMfas);
  const settings = poolSettings.parse({ PoolName: UserPoolName ?? id, SchemaAttributes: Schema, ...same });
  const mfa = mfaSettings.parse({
    SoftwareTokenMfaConfiguration: { Enabled: factors.includes('SOFTWARE_TOKEN_MFA') },
    ...(factors.includes('EMAIL_OTP') && { EmailMfaConfiguration: {} }),
    ...(factors.includes('SMS_MFA') && { SmsMfaConfiguration: {} }),
    ...(WebAuthnRelyingPartyID !== undefined && {
      WebAuthnConfiguration: {
        RelyingPartyId: WebAuthnRelyingPartyID,
        UserVerification: WebAuthnUserVerification,
      },
    }),
  });
  const createdAt = directory.pools.get(id)?.createdAt ?? clock.now();
  return directory.pools.put({ id, createdAt, modifiedAt: clock.now(), settings, mfa, domain });
}

function putClient(
  { directory, clock }: Used,
  id: string,
  properties: Properties,
  origins: readonly string[],
): void {
  const { UserPoolId, GenerateSecret: _never, ...same } = properties;
  const settings = clientSettings.parse({ ClientName: id, ...same });
  const unique = (urls: string[], more: string[]) => [...new Set([...urls, ...more])];
  const callbacks = origins.map((origin) => `${origin}/api/auth/callback`);
  const signedOut = origins.map((origin) => `${origin}/`);
  directory.clients.put({
    id,
    poolId: String(UserPoolId),
    createdAt: directory.clients.get(id)?.createdAt ?? clock.now(),
    modifiedAt: clock.now(),
    settings: {
      ...settings,
      CallbackURLs: unique(settings.CallbackURLs, callbacks),
      LogoutURLs: unique(settings.LogoutURLs, signedOut),
    },
  });
}

const provider = z.object({
  UserPoolId: z.string(),
  ProviderName: z.string(),
  ProviderType: z.enum(['Google', 'Facebook', 'LoginWithAmazon', 'SignInWithApple', 'OIDC', 'SAML']),
  /** CloudFormation writes any scalar as a string; the CDK leaves some as they are. */
  ProviderDetails: z.record(z.string(), z.coerce.string()).default({}),
  AttributeMapping: z.record(z.string(), z.string()).default({}),
  IdpIdentifiers: z.array(z.string()).default([]),
});

/** Whether it can be asked for nothing: a SAML provider, or one whose client id is a secret that only AWS has. */
function isPlayed({ ProviderType, ProviderDetails }: Properties): boolean {
  if (ProviderType === 'SAML') return true;
  const { client_id } = z.looseObject({ client_id: z.unknown() }).parse(ProviderDetails ?? {});
  return ProviderType === 'OIDC' && typeof client_id !== 'string';
}

function putProvider({ directory, clock }: Used, properties: Properties, played: boolean): void {
  const parsed = provider.parse(properties);
  directory.providers.put({
    poolId: parsed.UserPoolId,
    name: parsed.ProviderName,
    type: parsed.ProviderType,
    ...(played && { played }),
    createdAt: clock.now(),
    modifiedAt: clock.now(),
    details: parsed.ProviderDetails,
    attributeMapping: parsed.AttributeMapping,
    identifiers: parsed.IdpIdentifiers,
  });
}

const identityPool = z.object({
  CognitoIdentityProviders: z.array(z.object({ ClientId: z.string() })).default([]),
});

/** Guests are never let in: nothing here asks for credentials without a token. */
function putIdentityPool({ directory }: Used, id: string, properties: Properties): void {
  const { CognitoIdentityProviders } = identityPool.parse(properties);
  directory.identityPools.put({ id, clientIds: CognitoIdentityProviders.map(({ ClientId }) => ClientId) });
}

const group = z.object({
  UserPoolId: z.string(),
  GroupName: z.string(),
  Description: z.string().optional(),
  RoleArn: z.string().optional(),
  Precedence: z.coerce.number().optional(),
});

function putGroup({ directory, clock }: Used, properties: Properties): void {
  const { UserPoolId, GroupName, Description, RoleArn, Precedence } = group.parse(properties);
  directory.groups.put({
    poolId: UserPoolId,
    name: GroupName,
    description: Description,
    roleArn: RoleArn,
    precedence: Precedence,
    createdAt: clock.now(),
    modifiedAt: clock.now(),
  });
}
