import { CognitoError, incorrectCredentials } from '../errors';
import type { Strings } from '../pages/strings';

const BY_TYPE: Readonly<Record<string, keyof Strings>> = {
  CodeMismatchException: 'errorCodeMismatch',
  EnableSoftwareTokenMFAException: 'errorCodeMismatch',
  ExpiredCodeException: 'errorCodeExpired',
  LimitExceededException: 'errorLimit',
  TooManyFailedAttemptsException: 'errorLimit',
  TooManyRequestsException: 'errorLimit',
  UsernameExistsException: 'errorUserExists',
  AliasExistsException: 'errorUserExists',
};

/** Has the same type as a wrong password. */
const LOCKED_OUT = 'Password attempts exceeded';

/**
 * A refusal in the reader's language; Cognito's own words where there is no translation.
 * @throws whatever is not a refusal
 */
export function errorMessage(error: unknown, words: Strings): string {
  if (!(error instanceof CognitoError)) throw error;
  if (error.message === incorrectCredentials().message) return words.errorIncorrect;
  if (error.message === LOCKED_OUT) return words.errorLimit;
  const known = Object.hasOwn(BY_TYPE, error.type) ? BY_TYPE[error.type] : undefined;
  return known === undefined ? error.message : words[known];
}

/** Whether this is Cognito's refusal of that name. */
export const isRefusal = (error: unknown, type: string): error is CognitoError =>
  error instanceof CognitoError && error.type === type;
