import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { providerMembers, providerName } from '../settings/provider';
import { providerView } from '../settings/views';

export const UpdateIdentityProvider = operation({
  name: 'UpdateIdentityProvider',
  access: 'signed',
  input: z
    .object({ UserPoolId: poolId, ProviderName: providerName, ...providerMembers })
    .partial({ ProviderDetails: true }),
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(input.UserPoolId);
    const provider = directory.requireProvider(pool.id, input.ProviderName);
    const changed = directory.providers.put({
      ...provider,
      details: input.ProviderDetails ?? provider.details,
      attributeMapping: input.AttributeMapping ?? provider.attributeMapping,
      identifiers: input.IdpIdentifiers ?? provider.identifiers,
      modifiedAt: clock.now(),
    });
    return { IdentityProvider: providerView(changed) };
  },
});
