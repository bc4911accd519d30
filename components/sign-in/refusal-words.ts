import type { AuthenticatorWords } from './authenticator-words';

/** `NotAuthorizedException` stands for several refusals, told apart by their text alone. */
const NOT_AUTHORIZED: ReadonlyArray<readonly [RegExp, keyof AuthenticatorWords['notAuthorized']]> = [
  [/attempts exceeded/i, 'tooOften'],
  [/disabled/i, 'disabled'],
  [/session/i, 'tookTooLong'],
  [/confirmed|current status/i, 'confirmed'],
  [/./, 'wrong'],
];

/**
 * The same error with a message for people. What Cognito names is not always there to be read: Amplify wraps errors,
 * and a browser's own have their cause inside.
 */
export function refusalInWords(error: unknown, words: AuthenticatorWords): Error {
  if (!(error instanceof Error)) return new Error(words.ourFault);
  if (error.message === words.noPasskey) return error;
  const message = wordsFor(error, words) ?? words.ourFault;
  return Object.assign(new Error(message, { cause: error }), { name: error.name });
}

function wordsFor(error: Error, words: AuthenticatorWords): string | undefined {
  if (error.name === 'NotAuthorizedException') {
    const found = NOT_AUTHORIZED.find(([pattern]) => pattern.test(error.message));
    return found && words.notAuthorized[found[1]];
  }
  const refusals: Readonly<Record<string, string>> = words.refusals;
  if (Object.hasOwn(refusals, error.name)) return refusals[error.name];
  const inside = 'underlyingError' in error ? error.underlyingError : error.cause;
  return inside instanceof Error ? wordsFor(inside, words) : undefined;
}
