import { z } from 'zod';
import { CognitoError, invalidParameter } from '../errors';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { nameFitsType, providerMembers, providerName, providerType } from '../settings/provider';
import { providerView } from '../settings/views';

export const CreateIdentityProvider = operation({
  name: 'CreateIdentityProvider',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    ProviderName: providerName,
    ProviderType: providerType,
    ...providerMembers,
  }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    const { ProviderName: name, ProviderType: type } = input;
    if (!nameFitsType(name, type))
      throw invalidParameter(`The provider name ${name} does not fit the type ${type}.`);
    if (directory.provider(pool.id, name)) {
      throw new CognitoError(
        'DuplicateProviderException',
        `A provider with the name ${name} already exists.`,
      );
    }
    const now = clock.now();
    const provider = directory.providers.put({
      poolId: pool.id,
      name,
      type,
      createdAt: now,
      modifiedAt: now,
      details: input.ProviderDetails,
      attributeMapping: input.AttributeMapping ?? { username: 'sub' },
      identifiers: input.IdpIdentifiers ?? [],
    });
    return { IdentityProvider: providerView(provider) };
  },
});
