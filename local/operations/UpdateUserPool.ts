import { z } from 'zod';
import { invalidParameter } from '../errors';
import { parseInput, poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { checkPool } from '../settings/check-pool';
import { FIXED_POOL_SETTINGS, poolSettings } from '../settings/pool';
import { unmodelledProperties, warnUnmodelled } from '../template/unmodelled';

export const UpdateUserPool = operation({
  name: 'UpdateUserPool',
  access: 'signed',
  input: z.looseObject({ UserPoolId: poolId }),
  handle({ UserPoolId, ...given }, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(UserPoolId);
    const fixed = FIXED_POOL_SETTINGS.find((name) => name in given);
    if (fixed) throw invalidParameter(`${fixed} cannot be changed once the user pool exists.`);
    // What is left out goes back to its default: Cognito's own trap (API reference, UpdateUserPool).
    const kept = Object.fromEntries(FIXED_POOL_SETTINGS.map((name) => [name, pool.settings[name]]));
    const settings = parseInput(poolSettings, { PoolName: pool.settings.PoolName, ...given, ...kept });
    checkPool(settings, pool.mfa);
    const { PoolName: _name, ...properties } = given;
    warnUnmodelled(unmodelledProperties('AWS::Cognito::UserPool', properties));
    directory.pools.put({ ...pool, settings, modifiedAt: clock.now() });
    return {};
  },
});
