/**
 * What Cognito offers to find a user by: one attribute at a time, equal to a text or beginning with it (`=`, `^=`; API
 * reference, ListUsers, `Filter`). Nothing finds the middle of a word, and two attributes are two requests.
 */
export interface Filter {
  readonly attribute: 'email' | 'name' | 'username' | 'sub';
  readonly beginning: string;
}

/** As much as is looked for. A filter may have 256 characters, and every quote in it counts twice. */
const MAX_LENGTH = 100;

/** A beginning of a `sub`, which is a UUID. Shorter ones say nothing, and cost a request. */
const ID = /^[0-9a-f][0-9a-f-]{3,35}$/i;

/**
 * The filters to try, one after another, for what an administrator typed: the beginning of an e-mail address, of a name, of
 * a user name or id. Cognito compares names letter by letter, so a name is tried as it stands and with a capital letter.
 *
 * @returns one that is null, which finds everyone, for no text
 */
export function filtersFor(text: string): readonly (Filter | null)[] {
  const wanted = text.trim().slice(0, MAX_LENGTH);
  if (wanted === '') return [null];
  const emails = distinct([wanted, wanted.toLowerCase()]);
  const names = wanted.includes('@') ? [] : distinct([wanted, capitalised(wanted)]);
  const id = wanted.toLowerCase();
  return [
    ...emails.map((beginning) => ({ attribute: 'email', beginning }) as const),
    ...names.map((beginning) => ({ attribute: 'name', beginning }) as const),
    ...(names.length > 0 ? [{ attribute: 'username', beginning: id } as const] : []),
    ...(ID.test(wanted) ? [{ attribute: 'sub', beginning: id } as const] : []),
  ];
}

/** As Cognito writes it: quotes and backslashes in a text are escaped. */
export function filterText({ attribute, beginning }: Filter): string {
  return `${attribute} ^= "${beginning.replace(/["\\]/g, '\\$&')}"`;
}

/** Where the next page begins: at one of the filters, and Cognito's own token for where in it. */
export interface Place {
  readonly filter: number;
  readonly token: string | undefined;
}

export const START: Place = { filter: 0, token: undefined };

const PLACE = /^(\d)(?:\.(.{1,7000}))?$/;

/** A place as it stands in an address. */
export function placeText({ filter, token }: Place): string {
  return token === undefined ? `${filter}` : `${filter}.${token}`;
}

/** The place that an address names; the start for none, and for what is none. */
export function parsePlace(text: string | undefined): Place {
  const [, filter, token] = PLACE.exec(text ?? '') ?? [];
  return filter === undefined ? START : { filter: Number(filter), token };
}

function capitalised(text: string): string {
  return text.replace(/(?<=^|[\s-])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
