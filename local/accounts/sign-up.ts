import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import type { Client, Pool, User } from '../model';
import { allowsNoPassword, checkPolicy, derive } from '../password-verifier';
import type { Needs } from '../services';
import { preSignUp, type SignUpVerdict } from '../triggers/occasions';
import { checkAttributes, isEmail, isPhone, requireAttributes, requireWritable } from './attributes';
import { requireFreeContact } from './contacts';

export interface SignUpRequest {
  readonly pool: Pool;
  readonly client: Client;
  readonly username: string;
  /** Left out by users who will sign in with codes. */
  readonly password?: string | undefined;
  readonly attributes: Record<string, string>;
  /** For the pool's own function. */
  readonly validationData?: Record<string, string>;
  readonly clientMetadata?: Record<string, string>;
}

/**
 * Registers a user: unconfirmed, unless the pool's own function says otherwise.
 * @throws NotAuthorizedException (closed sign-up, attribute not writable), UsernameExistsException,
 * InvalidPasswordException, InvalidParameterException, UserLambdaValidationException
 */
export async function signUp(services: Needs<'users' | 'triggers'>, request: SignUpRequest): Promise<User> {
  const { users } = services;
  const { pool, client, username, password, validationData, clientMetadata } = request;
  if (pool.settings.AdminCreateUserConfig.AllowAdminCreateUserOnly) {
    throw notAuthorized('SignUp is not permitted for this user pool');
  }
  requireWritable(client, Object.keys(request.attributes));
  const contact = contactFor(pool, username);
  const attributes = contact ? { [contact]: username, ...request.attributes } : request.attributes;
  if (password !== undefined) checkPolicy(pool, password);
  else if (!allowsNoPassword(pool)) throw invalidParameter('User is required to have a password');
  checkAttributes(pool, attributes);
  requireAttributes(pool, attributes);
  requireFree(services, pool, username, attributes);
  const verdict = await preSignUp(services, {
    source: 'PreSignUp_SignUp',
    pool,
    client,
    user: { username, attributes },
    validationData,
    clientMetadata,
  });
  // Somebody may have been quicker while the function ran.
  requireFree(services, pool, username, attributes);
  const user = users.create({
    pool,
    username: contact ? undefined : username,
    status: verdict.confirm ? 'CONFIRMED' : 'UNCONFIRMED',
    attributes: verifiedBy(verdict, attributes),
  });
  return password === undefined ? user : users.update(user, { password: derive(user, password) });
}

/** @throws UsernameExistsException */
export function requireFree(
  { users }: Needs<'users'>,
  pool: Pool,
  username: string,
  attributes: Record<string, string>,
): void {
  if (users.find(pool, username)) throw new CognitoError('UsernameExistsException', 'User already exists');
  requireFreeContact({ users }, pool, attributes);
}

const verifiedBy = ({ verifyEmail, verifyPhone }: SignUpVerdict, attributes: Record<string, string>) => ({
  ...attributes,
  ...(verifyEmail && attributes.email && { email_verified: 'true' }),
  ...(verifyPhone && attributes.phone_number && { phone_number_verified: 'true' }),
});

/**
 * The attribute that a username stands for in a pool that signs in by e-mail or phone.
 * @throws InvalidParameterException when it is neither
 */
export function contactFor(pool: Pool, username: string): 'email' | 'phone_number' | undefined {
  const allowed = pool.settings.UsernameAttributes ?? [];
  if (allowed.length === 0) {
    if (pool.settings.AliasAttributes?.includes('email') && isEmail(username)) {
      throw invalidParameter(
        'Username cannot be of email format, since user pool is configured for email alias.',
      );
    }
    return undefined;
  }
  if (allowed.includes('email') && isEmail(username)) return 'email';
  if (allowed.includes('phone_number') && isPhone(username)) return 'phone_number';
  const kinds = allowed.map((name) => (name === 'email' ? 'an email' : 'a phone number'));
  throw invalidParameter(
    `Username should be ${kinds.length > 1 ? 'either an email or a phone number' : kinds[0]}.`,
  );
}
