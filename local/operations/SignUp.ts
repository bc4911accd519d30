import { z } from 'zod';
import { contactToVerify } from '../accounts/contacts';
import { signUp } from '../accounts/sign-up';
import { requireSecretHash } from '../client-secret';
import { attributeMap, attributes, clientId, metadata, password, secretHash, username } from '../input';
import { operation } from '../operation';
import type { Needs } from '../services';
import { signedUpSession } from '../sign-in/signed-up';

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
  handle(input, services: Needs<'directory' | 'users' | 'codes' | 'challenges'>) {
    const client = services.directory.client(input.ClientId);
    const pool = services.directory.pool(client.poolId);
    requireSecretHash(client, input.SecretHash, input.Username);
    const user = signUp(services, {
      pool,
      client,
      username: input.Username,
      password: input.Password,
      attributes: attributeMap(input.UserAttributes),
    });
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
