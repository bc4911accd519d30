import type { Refusal, RelayInput } from './operations';

/** What the pool asks of a new account, as `amplify_outputs.json` says. */
export interface SignUpRules {
  readonly password: PasswordPolicy;
  /** Names of attributes that an account cannot be made without. */
  readonly requiredAttributes: readonly string[];
}

export interface PasswordPolicy {
  readonly minLength: number;
  /** One character of each of these has to be in it. */
  readonly kinds: ReadonlyArray<'lowercase' | 'uppercase' | 'numbers' | 'symbols'>;
}

/** Developer guide, "Password policy": the symbols that Cognito counts. A password with a space is refused before. */
const KINDS: Readonly<Record<PasswordPolicy['kinds'][number], RegExp>> = {
  lowercase: /[a-z]/,
  uppercase: /[A-Z]/,
  numbers: /[0-9]/,
  symbols: /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+=]/,
};
const LONGEST_PASSWORD = 256;
/** Cognito takes 2,048 characters. */
const LONGEST_VALUE = 1_000;

/**
 * Reads a sign-up so that nothing in it but the address can make Cognito refuse it. Cognito does not say whether it looks at the
 * password or at the address first: a weak password, or an attribute that is none, must not be answered by what it finds first.
 *
 * @returns what to send in its place, made of the form's own fields alone, or why it is refused
 */
export function readSignUp(input: RelayInput, rules: SignUpRules): { input: RelayInput } | Refusal {
  const { ClientId, Username, Password, UserAttributes, UserContextData } = input;
  if (typeof Username !== 'string' || !/^[^@]+@[^@]+$/.test(Username)) {
    return refused('InvalidParameterException', 'Username should be an email.');
  }
  if (typeof Password !== 'string' || !conforms(Password, rules.password)) {
    return refused('InvalidPasswordException', 'Password did not conform with policy.');
  }
  const attributes = readAttributes(UserAttributes, Username, rules.requiredAttributes);
  if (attributes === null) {
    return refused('InvalidParameterException', 'Attributes did not conform to the schema.');
  }
  const context = UserContextData === undefined ? {} : { UserContextData };
  return { input: { ClientId, Username, Password, UserAttributes: attributes, ...context } };
}

function conforms(password: string, { minLength, kinds }: PasswordPolicy): boolean {
  const fits = password.length >= minLength && password.length <= LONGEST_PASSWORD;
  return fits && !/\s/.test(password) && kinds.every((kind) => KINDS[kind].test(password));
}

/** Name and address, and what the pool requires; null for anything else. */
function readAttributes(given: unknown, email: string, required: readonly string[]) {
  const values = new Map<string, string>();
  for (const one of Array.isArray(given) ? given : []) {
    const { Name, Value } = Object(one) as { Name?: unknown; Value?: unknown };
    if (typeof Name !== 'string' || typeof Value !== 'string' || values.has(Name)) return null;
    if (!['name', 'email', ...required].includes(Name) || Value.length > LONGEST_VALUE) return null;
    values.set(Name, Value);
  }
  if (required.some((name) => name !== 'email' && !values.get(name))) return null;
  values.set('email', email);
  return [...values].map(([Name, Value]) => ({ Name, Value }));
}

function refused(type: string, message: string): Refusal {
  return { status: 400, type, message };
}
