import type { CognitoAnswer } from '../cognito';
import type { RelayInput } from './operations';

/**
 * How long the answers to what sends a message take at least, in milliseconds: sending takes Cognito longer than not
 * sending, and so does its function before a sign-up. Both are mostly done by then.
 */
export const LEAST_MS = 1_500;

/** Whether an operation takes as long for an address without an account as for one with. */
export const takesItsTime = (operation: string): boolean => SENDING.has(operation);

/** Refusals of what sends a code that are about the account, not about the request or the deployment. */
const SENDING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['SignUp', new Set(['UsernameExistsException', 'AliasExistsException'])],
  ['ResendConfirmationCode', new Set(['InvalidParameterException', 'LimitExceededException'])],
  ['ForgotPassword', new Set(['InvalidParameterException', 'NotAuthorizedException'])],
]);

const SIGNS_IN = new Set(['InitiateAuth', 'RespondToAuthChallenge']);

/** How ConfirmSignUp refuses a confirmed account, one that is not there, a wrong code, and one try too many, in turn. */
const CONFIRM_TELLS = new Set<string | null>([
  'NotAuthorizedException',
  'ExpiredCodeException',
  'CodeMismatchException',
]);
const CONFIRM_LIMITS = new Set<string | null>(['LimitExceededException', 'TooManyFailedAttemptsException']);

/**
 * The answer with what tells whether there is an account taken out, where that leaves users able to go on. Cognito's
 * `PreventUserExistenceErrors` covers signing in and resetting a password, and leaves these.
 *
 * @param hidden whether signing up does not tell either (docs/decisions/0074): then nothing that can follow it may
 */
export function levelled(
  operation: string,
  input: RelayInput,
  answer: CognitoAnswer,
  hidden: boolean,
): CognitoAnswer {
  const { errorType } = answer;
  if (operation === 'ConfirmSignUp') {
    const tells = CONFIRM_TELLS.has(errorType) || (hidden && CONFIRM_LIMITS.has(errorType));
    return tells ? WRONG_CODE : answer;
  }
  if (hidden && SIGNS_IN.has(operation) && isWrongPassword(answer)) return WRONG_PASSWORD;
  if (operation === 'ResendConfirmationCode' && errorType === 'InvalidParameterException') {
    return pretendedDelivery(operation, input.Username) ?? answer;
  }
  const refusals = hidden ? SENDING.get(operation) : undefined;
  if (refusals === undefined) return answer;
  const isLevel = errorType === null ? !confirmsAtOnce(answer) : refusals.has(errorType);
  return (isLevel && pretendedDelivery(operation, input.Username)) || answer;
}

/** Whether a sign-up was refused because there is an account with this address, confirmed or not. */
export function isTaken(operation: string, { errorType }: CognitoAnswer): boolean {
  return operation === 'SignUp' && errorType !== null && SENDING.get(operation)?.has(errorType) === true;
}

/** A function of the pool's may confirm accounts by itself. Then there is nothing to wait for, and nothing to hide. */
function confirmsAtOnce({ body }: CognitoAnswer): boolean {
  const { UserConfirmed } = JSON.parse(body) as { UserConfirmed?: unknown };
  return UserConfirmed === true;
}

/** Who has made an account a moment ago and never confirmed it knows its password, and would be told that by the first of these. */
function isWrongPassword({ errorType, body }: CognitoAnswer): boolean {
  if (errorType === 'UserNotConfirmedException') return true;
  return errorType === 'NotAuthorizedException' && /incorrect username or password/i.test(body);
}

const WRONG_CODE = refusal('CodeMismatchException', 'Invalid verification code provided, please try again.');
const WRONG_PASSWORD = refusal('NotAuthorizedException', 'Incorrect username or password.');

function refusal(errorType: string, message: string): CognitoAnswer {
  return { status: 400, errorType, body: JSON.stringify({ __type: errorType, message }) };
}

/**
 * What Cognito answers for an address without an account. A `sub` is in it that is nobody's: the real one would be the same the
 * second time. Null for what is no address.
 */
function pretendedDelivery(operation: string, username: unknown): CognitoAnswer | null {
  const [, local, domain] = typeof username === 'string' ? (/^(.)[^@]*@(.)/u.exec(username) ?? []) : [];
  if (local === undefined || domain === undefined) return null;
  const details = {
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: `${local}***@${domain}***`,
  };
  const account = operation === 'SignUp' && { UserConfirmed: false, UserSub: crypto.randomUUID() };
  return {
    status: 200,
    errorType: null,
    body: JSON.stringify({ CodeDeliveryDetails: details, ...account }),
  };
}
