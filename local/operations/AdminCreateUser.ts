import { z } from 'zod';
import { checkAttributes, requireAttributes } from '../accounts/attributes';
import { invite, randomPassword } from '../accounts/invitation';
import { setTemporaryPassword } from '../accounts/passwords';
import { contactFor, requireFree } from '../accounts/sign-up';
import { userType } from '../accounts/user-view';
import { CognitoError, invalidParameter, userNotFound } from '../errors';
import { attributeMap, attributes, password, poolId, username } from '../input';
import type { Pool, User } from '../model';
import { operation } from '../operation';
import { allowsNoPassword, checkPolicy } from '../password-verifier';
import type { Needs } from '../services';
import { preSignUp } from '../triggers/occasions';

type Used = Needs<'directory' | 'users' | 'clock' | 'mailbox' | 'triggers'>;

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
  async handle(input, services: Used) {
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
        : await create(services, pool, name, {
            attributes: attributeMap(input.UserAttributes),
            validationData: attributeMap(input.ValidationData),
          });
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

async function create(services: Used, pool: Pool, name: string, input: NewUserInput): Promise<User> {
  const contact = contactFor(pool, name);
  const all = contact ? { [contact]: name, ...input.attributes } : input.attributes;
  checkAttributes(pool, all);
  requireAttributes(pool, all);
  requireFree(services, pool, name, all);
  const user = { username: name, attributes: all };
  await preSignUp(services, {
    source: 'PreSignUp_AdminCreateUser',
    pool,
    user,
    validationData: input.validationData,
  });
  // Somebody may have been quicker while the function ran.
  requireFree(services, pool, name, all);
  return services.users.create({
    pool,
    username: contact ? undefined : name,
    status: 'FORCE_CHANGE_PASSWORD',
    attributes: all,
  });
}

interface NewUserInput {
  readonly attributes: Record<string, string>;
  readonly validationData: Record<string, string>;
}
