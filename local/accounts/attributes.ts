import { invalidParameter, notAuthorized } from '../errors';
import type { Client, Pool } from '../model';

/** OpenID Connect's standard claims, which every pool has, beside the two that only Cognito sets. */
export const STANDARD_ATTRIBUTES = [
  'address',
  'birthdate',
  'email',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'picture',
  'preferred_username',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
] as const;

const VERIFIED = new Set(['email_verified', 'phone_number_verified']);
const EMAIL = /^[^\s@"<>(),:;]+@[^\s@"<>(),:;]+\.[^\s@"<>(),:;]+$/;
const PHONE = /^\+[0-9]{5,15}$/;
const LONGEST = 2048;

export const isEmail = (text: string) => EMAIL.test(text);
export const isPhone = (text: string) => PHONE.test(text);

/** The schema's name for an attribute: custom ones carry their prefix. */
const schemaName = (name: string) =>
  STANDARD_ATTRIBUTES.includes(name as never) || name.startsWith('custom:') || name.startsWith('dev:')
    ? name
    : `custom:${name}`;

const declared = (pool: Pool, name: string) =>
  pool.settings.SchemaAttributes.find((attribute) => schemaName(attribute.Name) === name);

/** @throws InvalidParameterException for attributes that the pool lacks, or whose value does not fit. */
export function checkAttributes(pool: Pool, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'sub') throw invalidParameter('Cannot modify the non-mutable attribute sub');
    if (VERIFIED.has(name)) continue;
    if (name.startsWith('custom:') ? !declared(pool, name) : !STANDARD_ATTRIBUTES.includes(name as never)) {
      throw schemaError(`${name}: Attribute does not exist in the schema.`);
    }
    if (value !== '') checkValue(pool, name, value);
  }
}

function checkValue(pool: Pool, name: string, value: string): void {
  if (name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.');
  if (name === 'phone_number' && !isPhone(value)) throw invalidParameter('Invalid phone number format.');
  const schema = declared(pool, name);
  if (schema?.AttributeDataType === 'Number') {
    checkRange(
      name,
      Number(value),
      schema.NumberAttributeConstraints?.MinValue,
      schema.NumberAttributeConstraints?.MaxValue,
    );
    return;
  }
  const { MinLength = '0', MaxLength = String(LONGEST) } = schema?.StringAttributeConstraints ?? {};
  if (value.length > Number(MaxLength))
    throw schemaError(`${name}: String must be no longer than ${MaxLength} characters`);
  if (value.length < Number(MinLength))
    throw schemaError(`${name}: String must be longer than ${MinLength} characters`);
}

function checkRange(name: string, value: number, min = '-Infinity', max = 'Infinity'): void {
  if (Number.isNaN(value)) throw schemaError(`${name}: Number is not valid`);
  if (value < Number(min)) throw schemaError(`${name}: Number must be greater than or equal to ${min}`);
  if (value > Number(max)) throw schemaError(`${name}: Number must be less than or equal to ${max}`);
}

/** @throws InvalidParameterException naming the first required attribute that is missing. */
export function requireAttributes(pool: Pool, attributes: Record<string, string>): void {
  const missing = pool.settings.SchemaAttributes.find(
    ({ Name, Required }) => Required && !attributes[schemaName(Name)],
  );
  if (missing) throw schemaError(`${missing.Name}: The attribute is required\n`);
}

const schemaError = (what: string) => invalidParameter(`Attributes did not conform to the schema: ${what}`);

/** @throws NotAuthorizedException for an attribute that this client may not write. */
export function requireWritable(client: Client, names: readonly string[]): void {
  const writable = client.settings.WriteAttributes;
  const refused = names.some((name) => VERIFIED.has(name) || (writable && !writable.includes(name)));
  if (refused) throw notAuthorized('A client attempted to write unauthorized attribute');
}

/** @throws InvalidParameterException for a change of an attribute that only sign-up may set. */
export function requireMutable(pool: Pool, names: readonly string[]): void {
  const fixed = names.find((name) => declared(pool, name)?.Mutable === false);
  if (fixed) throw invalidParameter(`user.${fixed}: Attribute cannot be updated.`);
}

/** @throws InvalidParameterException for `sub`, attributes that the pool requires, and those it lacks. */
export function requireDeletable(pool: Pool, names: readonly string[]): void {
  checkAttributes(pool, Object.fromEntries(names.map((name) => [name, ''])));
  requireMutable(pool, names);
  const needed = names.find((name) => declared(pool, name)?.Required);
  if (needed) throw invalidParameter(`user.${needed}: The attribute is required`);
}

/** The list form of the wire, `sub` first as real answers have it. */
export const attributeList = (attributes: Record<string, string>) =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
