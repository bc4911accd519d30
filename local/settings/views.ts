import { STANDARD_ATTRIBUTES } from '../accounts/attributes';
import { seconds } from '../clock';
import type { Client, Group, IdentityProvider, Pool } from '../model';
import type { SchemaAttribute } from './pool';

/** A pool as DescribeUserPool shows it. @param users how many users are in it */
export function poolView(pool: Pool, arn: string, users: number) {
  const { PoolName, SchemaAttributes, ...settings } = pool.settings;
  return {
    Id: pool.id,
    Name: PoolName,
    ...settings,
    SchemaAttributes: fullSchema(SchemaAttributes),
    Arn: arn,
    CreationDate: seconds(pool.createdAt),
    LastModifiedDate: seconds(pool.modifiedAt),
    EstimatedNumberOfUsers: users,
    ...(pool.domain && { Domain: pool.domain }),
  };
}

const isStandard = (name: string) => STANDARD_ATTRIBUTES.some((one) => one === name);

/** With the standard attributes that the pool's own definition does not mention. */
function fullSchema(own: readonly SchemaAttribute[]) {
  const described = own.map((attribute) => ({
    ...attribute,
    Name: isStandard(attribute.Name) ? attribute.Name : `custom:${attribute.Name.replace(/^custom:/, '')}`,
  }));
  const missing = ['sub', ...STANDARD_ATTRIBUTES].filter(
    (name) => !described.some(({ Name }) => Name === name),
  );
  const standard = missing.map((Name) => ({
    Name,
    AttributeDataType: 'String',
    Mutable: Name !== 'sub',
    Required: Name === 'sub',
  }));
  return [...standard, ...described];
}

/** The members of SetUserPoolMfaConfig and its relative. */
export const mfaView = ({ mfa, settings }: Pool) => ({ ...mfa, MfaConfiguration: settings.MfaConfiguration });

/** A client as DescribeUserPoolClient shows it. */
export const clientView = (client: Client) => ({
  ...client.settings,
  UserPoolId: client.poolId,
  ClientId: client.id,
  ...(client.secret !== undefined && { ClientSecret: client.secret }),
  CreationDate: seconds(client.createdAt),
  LastModifiedDate: seconds(client.modifiedAt),
});

/** A group as the wire shows it. */
export const groupView = (group: Group) => ({
  GroupName: group.name,
  UserPoolId: group.poolId,
  ...(group.description !== undefined && { Description: group.description }),
  ...(group.roleArn !== undefined && { RoleArn: group.roleArn }),
  ...(group.precedence !== undefined && { Precedence: group.precedence }),
  LastModifiedDate: seconds(group.modifiedAt),
  CreationDate: seconds(group.createdAt),
});

/** A provider as DescribeIdentityProvider shows it. */
export const providerView = (provider: IdentityProvider) => ({
  UserPoolId: provider.poolId,
  ProviderName: provider.name,
  ProviderType: provider.type,
  ProviderDetails: provider.details,
  AttributeMapping: provider.attributeMapping,
  IdpIdentifiers: provider.identifiers,
  LastModifiedDate: seconds(provider.modifiedAt),
  CreationDate: seconds(provider.createdAt),
});
