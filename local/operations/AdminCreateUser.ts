import { z } from 'zod';
import { checkAttributes, requireAttributes } from '../accounts/attributes';
import { requireFreeContact } from '../accounts/contacts';
import { invite, randomPassword } from '../accounts/invitation';
import { setTemporaryPassword } from '../accounts/passwords';
import { contactFor } from '../accounts/sign-up';
import { userType } from '../accounts/user-view';
import { CognitoError, invalidParameter, userNotFound } from '../errors';
import { attributeMap, attributes, password, poolId, username } from '../input';
import type { Pool, User } from '../model';
import { operation } from '../operation';
import { allowsNoPassword, checkPolicy } from '../passwords';
import type { Needs } from '../services';

type Used = Needs<'directory' | 'users' | 'clock' | 'mailbox'>;

export const AdminCreateUser = operation({
  name: 'AdminCreateUser',
  access: 'signed',
  input: z.object({
    UserPoolId: poolId,
    Username: username,
    TemporaryPassword: password.optional(),
    UserAttributes: attributes,
    ValidationData: attributes,
    MessageAction: z.enum(['RESEND', 'SUPPRESS']).optional(),
    DesiredDeliveryMediums: z.array(z.enum(['SMS', 'EMAIL'])).optional(),
    ForceAliasCreation: z.boolean().optional(),
    ClientMetadata: z.unknown().optional(),
  }),
  handle(input, services: Used) {
    const pool = services.directory.pool(input.UserPoolId);
    const { Username: name, TemporaryPassword: given, MessageAction: action } = input;
    if (action === 'SUPPRESS' && given === undefined && !allowsNoPassword(pool)) {
      throw invalidParameter('User is required to have a password');
    }
    const temporary = given ?? randomPassword(pool);
    checkPolicy(pool, temporary);
    const user =
      action === 'RESEND'
        ? invited(services, pool, name)
        : create(services, pool, name, attributeMap(input.UserAttributes));
    const ready = setTemporaryPassword(services, { pool, user, password: temporary });
    if (action !== 'SUPPRESS') invite(services, ready, temporary);
    return { User: userType(ready) };
  },
});

function invited({ users }: Used, pool: Pool, name: string): User {
  const user = users.find(pool, name);
  if (!user) throw userNotFound();
  if (user.status === 'FORCE_CHANGE_PASSWORD') return user;
  throw new CognitoError('UnsupportedUserStateException', 'User is not in the state of a new invitation.');
}

function create(services: Used, pool: Pool, name: string, given: Record<string, string>): User {
  const contact = contactFor(pool, name);
  const all = contact ? { [contact]: name, ...given } : given;
  checkAttributes(pool, all);
  requireAttributes(pool, all);
  if (services.users.find(pool, name)) {
    throw new CognitoError('UsernameExistsException', 'User account already exists');
  }
  requireFreeContact(services, pool, all);
  return services.users.create({
    pool,
    username: contact ? undefined : name,
    status: 'FORCE_CHANGE_PASSWORD',
    attributes: all,
  });
}
