import { invalidParameter } from '../errors';
import type { User } from '../model';

const FORM = /^\s*"?([\w:]+)"?\s*(=|\^=)\s*"((?:[^"\\]|\\.)*)"\s*$/;

/** What ListUsers can filter by (API reference): custom attributes are not among it. */
const SEARCHABLE = new Set([
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'sub',
]);

/**
 * ListUsers' filter: `email = "a@b.c"`, `name ^= "Ada"`, `status = "Enabled"`, `cognito:user_status = "CONFIRMED"`.
 * @throws InvalidParameterException
 */
export function parseUserFilter(filter: string): (user: User) => boolean {
  const [, name = '', operator, quoted = ''] = FORM.exec(filter) ?? [];
  const wanted = quoted.replace(/\\(.)/g, '$1');
  const read = reader(name);
  if (!read) throw invalidParameter('Error while parsing filter.');
  if (operator === '^=') return (user) => read(user).startsWith(wanted);
  return (user) => read(user) === wanted;
}

function reader(name: string): ((user: User) => string) | undefined {
  if (name === 'cognito:user_status') return (user) => user.status;
  if (name === 'status') return (user) => (user.enabled ? 'Enabled' : 'Disabled');
  if (name === 'username') return (user) => user.username;
  return SEARCHABLE.has(name) ? (user) => user.attributes[name] ?? '' : undefined;
}

/** The value of an exact filter on something that the name index knows, so that a search need not walk the pool. */
export function indexedValue(filter: string): string | undefined {
  const [, name = '', operator, quoted = ''] = FORM.exec(filter) ?? [];
  const indexed = ['username', 'email', 'phone_number', 'preferred_username'].includes(name);
  return operator === '=' && indexed ? quoted.replace(/\\(.)/g, '$1') : undefined;
}
