import { randomBytes } from 'node:crypto';
import { operation } from '../operation';
import type { Needs } from '../services';
import { checkPool } from '../settings/check-pool';
import { createPoolMembers, mfaSettings, poolSettings } from '../settings/pool';
import { poolView } from '../settings/views';
import { unmodelledProperties, warnUnmodelled } from '../template/unmodelled';
import { poolArn } from '../urls';

/** Pools made by the API are in the region that the example outputs name. */
const REGION = 'us-east-1';
const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const CreateUserPool = operation({
  name: 'CreateUserPool',
  access: 'signed',
  input: createPoolMembers,
  handle(input, { directory, clock }: Needs<'directory' | 'clock'>) {
    const { Schema, ...same } = input;
    const { PoolName: _name, ...properties } = same;
    warnUnmodelled(unmodelledProperties('AWS::Cognito::UserPool', properties));
    const settings = poolSettings.parse({ ...same, SchemaAttributes: Schema });
    const mfa = mfaSettings.parse({});
    checkPool({ ...settings, MfaConfiguration: 'OFF' }, mfa);
    const now = clock.now();
    const pool = directory.pools.put({ id: newPoolId(), createdAt: now, modifiedAt: now, settings, mfa });
    return { UserPool: poolView(pool, poolArn(pool.id), 0) };
  },
});

const newPoolId = () =>
  `${REGION}_${[...randomBytes(9)].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('')}`;
