import { clientId, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { checkClient } from '../settings/check-client';
import { clientSettings } from '../settings/client';
import { clientView } from '../settings/views';

export const UpdateUserPoolClient = operation({
  name: 'UpdateUserPoolClient',
  access: 'signed',
  input: clientSettings.partial({ ClientName: true }).extend({ UserPoolId: poolId, ClientId: clientId }),
  handle({ UserPoolId, ClientId, ...given }, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(UserPoolId);
    const client = directory.clientOf(pool.id, ClientId);
    // What is left out goes back to its default: Cognito's own trap (API reference, UpdateUserPoolClient).
    const settings = clientSettings.parse({
      ...given,
      ClientName: given.ClientName ?? client.settings.ClientName,
    });
    checkClient(directory, pool, settings);
    return {
      UserPoolClient: clientView(directory.clients.put({ ...client, settings, modifiedAt: clock.now() })),
    };
  },
});
