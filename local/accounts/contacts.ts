import { CognitoError } from '../errors';
import type { Pool, User } from '../model';
import type { Needs } from '../services';
import { folded } from '../users';

const CONTACTS = ['email', 'phone_number'] as const;
export type Contact = (typeof CONTACTS)[number];

/** @throws UsernameExistsException when a username attribute's value is somebody else's already. */
export function requireFreeContact(
  { users }: Needs<'users'>,
  pool: Pool,
  attributes: Record<string, string>,
  except?: User,
): void {
  for (const name of pool.settings.UsernameAttributes ?? []) {
    const value = attributes[name];
    if (
      value &&
      users.named(pool, value).some((other) => other.sub !== except?.sub && holds(pool, other, name, value))
    ) {
      const noun = name === 'email' ? 'email' : 'phone number';
      throw new CognitoError('UsernameExistsException', `An account with the given ${noun} already exists.`);
    }
  }
}

/** A federated user keeps an account of their own beside a native one with the same address. */
const holds = (pool: Pool, other: User, name: string, value: string) =>
  other.status !== 'EXTERNAL_PROVIDER' && folded(pool, other.attributes[name] ?? '') === folded(pool, value);

/** Who has this value as a verified alias, in pools with aliases. */
export function holderOfAlias(
  { users }: Needs<'users'>,
  pool: Pool,
  name: Contact,
  value: string,
): User | undefined {
  if (!pool.settings.AliasAttributes?.includes(name)) return undefined;
  return users
    .named(pool, value)
    .find((other) => other.attributes[`${name}_verified`] === 'true' && holds(pool, other, name, value));
}

/** Where the pool sends the code that confirms a new user: the first contact that it verifies by itself. */
export function contactToVerify(pool: Pool, attributes: Record<string, string>): Contact | undefined {
  const wanted = pool.settings.AutoVerifiedAttributes;
  // A phone number comes first where both are verified (developer guide, "Verifying contact information").
  return (['phone_number', 'email'] as const).find((name) => wanted.includes(name) && attributes[name]);
}

/** Where a forgotten password's code may go: a verified contact, in the pool's order. */
export function recoveryContact(pool: Pool, user: User): Contact | undefined {
  const mechanisms = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? [
    { Name: 'verified_phone_number', Priority: 1 },
    { Name: 'verified_email', Priority: 2 },
  ];
  const names = [...mechanisms]
    .sort((a, b) => a.Priority - b.Priority)
    .map(({ Name }) => Name.replace('verified_', ''));
  return CONTACTS.filter(
    (name) => names.includes(name) && user.attributes[`${name}_verified`] === 'true',
  ).sort((a, b) => names.indexOf(a) - names.indexOf(b))[0];
}
