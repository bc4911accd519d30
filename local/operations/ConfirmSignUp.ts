import { z } from 'zod';
import { confirmSignUp } from '../accounts/confirm';
import { requireSecretHash } from '../client-secret';
import { CognitoError, userNotFound } from '../errors';
import { clientId, code, metadata, secretHash, session, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { isSignedUpSession, signedUpSession } from '../sign-in/signed-up';
import { postConfirmation } from '../triggers/occasions';

export const ConfirmSignUp = operation({
  name: 'ConfirmSignUp',
  access: 'public',
  input: z.object({
    ClientId: clientId,
    SecretHash: secretHash.optional(),
    Username: username,
    ConfirmationCode: code,
    ForceAliasCreation: z.boolean().default(false),
    Session: session.optional(),
    ...metadata,
  }),
  async handle(
    input,
    services: Needs<'directory' | 'users' | 'codes' | 'limits' | 'challenges' | 'triggers'>,
  ) {
    const client = services.directory.client(input.ClientId);
    const pool = services.directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    const user = services.users.find(pool, input.Username);
    if (!user) {
      if (client.settings.PreventUserExistenceErrors === 'LEGACY') throw userNotFound();
      throw new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
    }
    const confirmed = confirmSignUp(services, {
      pool,
      user,
      code: input.ConfirmationCode,
      forceAliasCreation: input.ForceAliasCreation,
    });
    await postConfirmation(services, {
      source: 'PostConfirmation_ConfirmSignUp',
      pool,
      client,
      user: confirmed,
      clientMetadata: input.ClientMetadata,
    });
    // Amplify's client does not send the session of SignUp along and still expects one to sign in with.
    const trusted = input.Session === undefined || isSignedUpSession(services, input.Session, client, user);
    const session = trusted ? signedUpSession(services, client, confirmed) : undefined;
    return session ? { Session: session } : {};
  },
});
