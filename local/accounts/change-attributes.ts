import type { CodeDelivery } from '../codes';
import { CognitoError } from '../errors';
import type { Pool, User } from '../model';
import type { Needs } from '../services';
import { type Contact, holderOfAlias, requireFreeContact } from './contacts';

type Used = Needs<'users' | 'codes'>;

const CONTACTS: readonly Contact[] = ['email', 'phone_number'];

/** Whether a new value waits beside the old one until it is verified ("keep original attribute value"). */
const keepsOriginal = (pool: Pool, name: Contact) =>
  pool.settings.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate.includes(name);

export interface AttributeChange {
  readonly pool: Pool;
  readonly user: User;
  readonly attributes: Record<string, string>;
}

/**
 * A user's own change. Names and values have been checked; an empty value deletes. A new e-mail address or phone
 * number is not verified until its code comes back, and where the pool says so it waits until then.
 * @returns where codes went.
 * @throws UsernameExistsException, AliasExistsException
 */
export function changeAttributes(
  services: Used,
  { pool, user, attributes }: AttributeChange,
): CodeDelivery[] {
  const contacts = CONTACTS.filter((name) => attributes[name] && attributes[name] !== user.attributes[name]);
  requireFreeContact(
    services,
    pool,
    Object.fromEntries(contacts.map((name) => [name, attributes[name] ?? ''])),
    user,
  );
  const waiting = contacts.filter((name) => keepsOriginal(pool, name) && user.attributes[name]);
  const pending = { ...user.pendingAttributes };
  const next: Record<string, string> = { ...user.attributes };
  for (const [name, value] of Object.entries(attributes)) {
    if (waiting.includes(name as Contact)) pending[name] = value;
    else setAttribute(next, name, value);
  }
  for (const name of contacts) if (!waiting.includes(name)) next[`${name}_verified`] = 'false';
  const changed = services.users.update(user, { attributes: next, pendingAttributes: pending });
  const toVerify = contacts.filter((name) => pool.settings.AutoVerifiedAttributes.includes(name));
  return toVerify.map((attribute) =>
    services.codes.send({ user: changed, purpose: 'attribute', attribute, to: attributes[attribute] }),
  );
}

export function setAttribute(attributes: Record<string, string>, name: string, value: string): void {
  if (value !== '') attributes[name] = value;
  else {
    delete attributes[name];
    delete attributes[`${name}_verified`];
  }
}

/**
 * Takes the code for an attribute: it is verified, and a value that waited is now the value.
 * @throws CodeMismatchException, ExpiredCodeException, AliasExistsException
 */
export function verifyAttribute(
  services: Used,
  { pool, user, attribute, code }: { pool: Pool; user: User; attribute: Contact; code: string },
): User {
  const value = user.pendingAttributes[attribute] ?? user.attributes[attribute] ?? '';
  const holder = holderOfAlias(services, pool, attribute, value);
  if (holder && holder.sub !== user.sub) {
    throw new CognitoError('AliasExistsException', `An account with the ${attribute} already exists.`);
  }
  services.codes.use({ user, purpose: 'attribute', attribute }, code);
  const { [attribute]: _now, ...pendingAttributes } = user.pendingAttributes;
  const attributes = { ...user.attributes, [attribute]: value, [`${attribute}_verified`]: 'true' };
  return services.users.update(user, { attributes, pendingAttributes });
}
