import { seconds } from '../clock';
import type { IdentityProvider } from '../model';

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
