/**
 * A refusal as Cognito words it. Every modelled error is HTTP 400, whatever status AWS's model assigns to it;
 * only `InternalErrorException` is 500 (real traces; see README.md).
 */
export class CognitoError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, options?: { cause?: unknown; status?: number }) {
    super(message, { cause: options?.cause });
    this.name = type;
    this.type = type;
    this.status = options?.status ?? (type === 'InternalErrorException' ? 500 : 400);
  }
}

/** The error that stands for "wrong user or wrong password", deliberately saying neither. */
export const incorrectCredentials = () =>
  new CognitoError('NotAuthorizedException', 'Incorrect username or password.');

export const notAuthorized = (message: string) => new CognitoError('NotAuthorizedException', message);

export const invalidParameter = (message: string) => new CognitoError('InvalidParameterException', message);

export const notFound = (message: string) => new CognitoError('ResourceNotFoundException', message);

export const userNotFound = () => new CognitoError('UserNotFoundException', 'User does not exist.');

export const limitExceeded = () =>
  new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
