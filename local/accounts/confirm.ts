import { CognitoError, notAuthorized } from '../errors';
import type { Pool, User } from '../model';
import type { Needs } from '../services';
import { contactToVerify, holderOfAlias } from './contacts';

/** Tries per hour with a wrong code (developer guide, quotas: 15 for sign-up). */
const TRIES = 15;

export interface Confirmation {
  readonly pool: Pool;
  readonly user: User;
  readonly code: string;
  /** Whether an alias may be taken away from who has it. */
  readonly forceAliasCreation: boolean;
}

/**
 * Confirms a sign-up by its code, and the contact that it went to.
 * @throws CodeMismatchException, ExpiredCodeException, LimitExceededException, NotAuthorizedException (already
 * confirmed), AliasExistsException
 */
export function confirmSignUp(
  services: Needs<'users' | 'codes' | 'limits'>,
  confirmation: Confirmation,
): User {
  const { users, codes, limits } = services;
  const { pool, user, code, forceAliasCreation } = confirmation;
  if (user.status !== 'UNCONFIRMED')
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  const contact = contactToVerify(pool, user.attributes);
  const key = `confirm/${user.poolId}/${user.sub}`;
  limits.spend(key, TRIES);
  const holder = contact && holderOfAlias(services, pool, contact, user.attributes[contact] ?? '');
  if (holder && !forceAliasCreation) {
    throw new CognitoError('AliasExistsException', `An account with the ${contact} already exists.`);
  }
  const pending = codes.use({ user, purpose: 'sign-up', attribute: contact ?? 'email' }, code);
  limits.forgive(key);
  if (holder && contact) unverify(services, holder, contact);
  return users.update(user, { status: 'CONFIRMED', attributes: verified(user, pending.attribute) });
}

export const verified = (user: User, contact: string): User['attributes'] =>
  contact === 'email' || contact === 'phone_number'
    ? { ...user.attributes, [`${contact}_verified`]: 'true' }
    : user.attributes;

function unverify({ users }: Needs<'users'>, user: User, contact: string): void {
  users.update(user, { attributes: { ...user.attributes, [`${contact}_verified`]: 'false' } });
}
