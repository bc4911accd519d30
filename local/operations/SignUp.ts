import { z } from 'zod';
import { contactToVerify } from '../accounts/contacts';
import { signUp } from '../accounts/sign-up';
import { requireSecretHash } from '../client-secret';
import { attributeMap, attributes, clientId, metadata, password, secretHash, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { signedUpSession } from '../sign-in/signed-up';
import { postConfirmation } from '../triggers/occasions';

export const SignUp = operation({
  name: 'SignUp',
  access: 'public',
  input: z.object({
    ClientId: clientId,
    SecretHash: secretHash.optional(),
    Username: username,
    Password: password.optional(),
    UserAttributes: attributes,
    ValidationData: attributes,
    ...metadata,
  }),
  async handle(input, services: Needs<'directory' | 'users' | 'codes' | 'challenges' | 'triggers'>) {
    const client = services.directory.client(input.ClientId);
    const pool = services.directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    const user = await signUp(services, {
      pool,
      client,
      username: input.Username,
      password: input.Password,
      attributes: attributeMap(input.UserAttributes),
      validationData: attributeMap(input.ValidationData),
      clientMetadata: input.ClientMetadata,
    });
    if (user.status === 'CONFIRMED') {
      await postConfirmation(services, { source: 'PostConfirmation_ConfirmSignUp', pool, client, user });
      return { UserConfirmed: true, UserSub: user.sub };
    }
    const contact = contactToVerify(pool, user.attributes);
    const sent = contact && services.codes.send({ user, purpose: 'sign-up', attribute: contact });
    const session = signedUpSession(services, client, user);
    return {
      UserConfirmed: false,
      UserSub: user.sub,
      ...(sent && { CodeDeliveryDetails: sent }),
      ...(session && { Session: session }),
    };
  },
});
