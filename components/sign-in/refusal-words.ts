export const NO_PASSKEY =
  'There is no passkey for this account yet. Sign in with your password; you can add a passkey on your security page.';

const TOO_OFTEN = 'Too many attempts. Wait a few minutes, then try again.';
const NOT_NOW = 'We can’t sign you in right now. Try again in a few seconds.';
const CANCELLED = 'The passkey was not used. Try again, or sign in with your password.';

/** By Cognito's exception (Amazon Cognito API reference, "Common Errors" and each operation's), Amplify's, or ours. */
const WORDS: Readonly<Record<string, string>> = {
  UserNotFoundException: 'That e-mail address or password isn’t right.',
  UsernameExistsException: 'There is already an account with this address. Sign in instead?',
  AliasExistsException: 'There is already an account with this address. Sign in instead?',
  CodeMismatchException: 'That code isn’t right. Check it and try again.',
  EnableSoftwareTokenMFAException: 'That code isn’t right. Check it and try again.',
  ExpiredCodeException: 'That code has expired or was used before. Ask for a new one.',
  InvalidPasswordException:
    'That password is too weak. Use at least 8 characters, with upper and lower case letters, a number and a symbol.',
  PasswordHistoryPolicyViolationException: 'You have used that password before. Choose another one.',
  PasswordResetRequiredException: 'Your password has to be reset first. Choose “Forgot your password?”.',
  InvalidParameterException: 'Something in the form isn’t right. Check it and try again.',
  CodeDeliveryFailureException: 'We couldn’t send the code. Check the address and try again.',
  UserLambdaValidationException: 'This account can’t be created. Ask an administrator.',
  LimitExceededException: TOO_OFTEN,
  TooManyFailedAttemptsException: TOO_OFTEN,
  TooManyRequestsException: TOO_OFTEN,
  NetworkError: NOT_NOW,
  InternalErrorException: NOT_NOW,
  UnexpectedLambdaException: NOT_NOW,
  identity_provider_unavailable: NOT_NOW,
  store_unavailable: NOT_NOW,
  sign_in_unavailable: NOT_NOW,
  NotAllowedError: CANCELLED,
  AbortError: CANCELLED,
  PasskeyAuthenticationCanceled: CANCELLED,
  PasskeyNotSupported: 'This browser knows no passkeys. Sign in with your password.',
};

/** `NotAuthorizedException` stands for several refusals, told apart by their text alone. */
const NOT_AUTHORIZED: ReadonlyArray<readonly [RegExp, string]> = [
  [/attempts exceeded/i, TOO_OFTEN],
  [/disabled/i, 'This account has been disabled. Ask an administrator.'],
  [/session/i, 'That took too long. Start again.'],
  [/confirmed|current status/i, 'This account is confirmed already. Sign in.'],
  [/./, 'That e-mail address or password isn’t right.'],
];

/**
 * The same error with a message for people. What Cognito names is not always there to be read: Amplify wraps errors,
 * and a browser's own have their cause inside.
 */
export function refusalInWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('Something went wrong on our side. Try again.');
  if (error.message === NO_PASSKEY) return error;
  const message = wordsFor(error) ?? 'Something went wrong on our side. Try again.';
  return Object.assign(new Error(message, { cause: error }), { name: error.name });
}

function wordsFor(error: Error): string | undefined {
  if (error.name === 'NotAuthorizedException') {
    return NOT_AUTHORIZED.find(([pattern]) => pattern.test(error.message))?.[1];
  }
  if (Object.hasOwn(WORDS, error.name)) return WORDS[error.name];
  const inside = 'underlyingError' in error ? error.underlyingError : error.cause;
  return inside instanceof Error ? wordsFor(inside) : undefined;
}
