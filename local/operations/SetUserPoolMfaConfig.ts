import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { checkPool } from '../settings/check-pool';
import { mfaSettings } from '../settings/pool';
import { mfaView } from '../settings/views';

export const SetUserPoolMfaConfig = operation({
  name: 'SetUserPoolMfaConfig',
  access: 'signed',
  input: mfaSettings.extend({
    UserPoolId: poolId,
    MfaConfiguration: z.enum(['OFF', 'OPTIONAL', 'ON']).optional(),
  }),
  handle({ UserPoolId, MfaConfiguration, ...given }, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(UserPoolId);
    const settings = {
      ...pool.settings,
      MfaConfiguration: MfaConfiguration ?? pool.settings.MfaConfiguration,
    };
    const mfa = { ...pool.mfa, ...given };
    checkPool(settings, mfa);
    return mfaView(directory.pools.put({ ...pool, settings, mfa, modifiedAt: clock.now() }));
  },
});
