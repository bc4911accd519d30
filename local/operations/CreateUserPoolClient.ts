import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { poolId } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { checkClient } from '../settings/check-client';
import { clientSettings } from '../settings/client';
import { clientView } from '../settings/views';

const ID_LENGTH = 26;
const SECRET_LENGTH = 51;

export const CreateUserPoolClient = operation({
  name: 'CreateUserPoolClient',
  access: 'signed',
  input: clientSettings.extend({ UserPoolId: poolId, GenerateSecret: z.boolean().default(false) }),
  handle({ UserPoolId, GenerateSecret, ...given }, { directory, clock }: Needs<'directory' | 'clock'>) {
    const pool = directory.pool(UserPoolId);
    const settings = clientSettings.parse(given);
    checkClient(directory, pool, settings);
    const now = clock.now();
    const client = directory.clients.put({
      id: base36(ID_LENGTH),
      poolId: pool.id,
      ...(GenerateSecret && { secret: base36(SECRET_LENGTH) }),
      createdAt: now,
      modifiedAt: now,
      settings,
    });
    return { UserPoolClient: clientView(client) };
  },
});

/** Lower-case letters and digits, as in real ids and secrets. */
const base36 = (length: number) =>
  BigInt(`0x1${randomBytes(length).toString('hex')}`)
    .toString(36)
    .slice(-length);
