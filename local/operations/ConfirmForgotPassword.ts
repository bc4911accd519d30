import { z } from 'zod';
import { setPassword } from '../accounts/passwords';
import { requireSecretHash } from '../client-secret';
import { CognitoError } from '../errors';
import { clientId, code, metadata, password, secretHash, username } from '../input';
import { operation } from '../operation';
import { checkPolicy } from '../password-verifier';
import type { Needs } from '../services';
import { postConfirmation } from '../triggers/occasions';

/** The guide says 5 to 20, by risk; there is no risk to assess here. */
const TRIES_PER_HOUR = 10;

export const ConfirmForgotPassword = operation({
  name: 'ConfirmForgotPassword',
  access: 'public',
  input: z.object({
    ClientId: clientId,
    SecretHash: secretHash.optional(),
    Username: username,
    ConfirmationCode: code,
    Password: password,
    ...metadata,
  }),
  async handle(input, services: Needs<'directory' | 'users' | 'codes' | 'limits' | 'lockout' | 'triggers'>) {
    const { directory, users, codes, limits, lockout } = services;
    const client = directory.client(input.ClientId);
    const pool = directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    const key = `confirm-forgot/${pool.id}/${input.Username.toLowerCase()}`;
    limits.spend(key, TRIES_PER_HOUR);
    // Before anybody is looked up or a code is used up: a weak password tells nothing, and costs only another try.
    checkPolicy(pool, input.Password);
    const user = users.find(pool, input.Username);
    if (!user) {
      if (client.settings.PreventUserExistenceErrors === 'ENABLED') throw wrongCode();
      throw new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
    }
    const pending = codes.use(
      { user, purpose: 'forgot-password', attribute: 'email' },
      input.ConfirmationCode,
    );
    limits.forgive(key);
    lockout.succeeded(user);
    const changed = setPassword(services, { pool, user, password: input.Password });
    const confirmed = users.update(changed, {
      attributes: { ...changed.attributes, [`${pending.attribute}_verified`]: 'true' },
    });
    await postConfirmation(services, {
      source: 'PostConfirmation_ConfirmForgotPassword',
      pool,
      client,
      user: confirmed,
      clientMetadata: input.ClientMetadata,
    });
    return {};
  },
});

const wrongCode = () =>
  new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
