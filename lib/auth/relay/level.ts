import type { CognitoAnswer } from '../cognito';
import type { RelayInput } from './operations';

/**
 * The answer with what tells whether there is an account taken out, where that leaves users able to go on. Cognito's
 * `PreventUserExistenceErrors` covers signing in and resetting a password, and leaves these (docs/decisions/0042).
 */
export function levelled(operation: string, input: RelayInput, answer: CognitoAnswer): CognitoAnswer {
  if (operation === 'ResendConfirmationCode' && answer.errorType === 'InvalidParameterException') {
    return pretendedDelivery(input.Username) ?? answer;
  }
  return operation === 'ConfirmSignUp' && TELLS.has(answer.errorType) ? WRONG_CODE : answer;
}

/** How ConfirmSignUp refuses a confirmed account, one that is not there, and a wrong code, in turn. */
const TELLS = new Set<string | null>([
  'NotAuthorizedException',
  'ExpiredCodeException',
  'CodeMismatchException',
]);

const WRONG_CODE: CognitoAnswer = {
  status: 400,
  errorType: 'CodeMismatchException',
  body: JSON.stringify({
    __type: 'CodeMismatchException',
    message: 'Invalid verification code provided, please try again.',
  }),
};

/** What Cognito itself answers for an address without an account. Null for what is no address. */
function pretendedDelivery(username: unknown): CognitoAnswer | null {
  const [, local, domain] = typeof username === 'string' ? (/^(.)[^@]*@(.)/u.exec(username) ?? []) : [];
  if (local === undefined || domain === undefined) return null;
  const details = {
    AttributeName: 'email',
    DeliveryMedium: 'EMAIL',
    Destination: `${local}***@${domain}***`,
  };
  return { status: 200, errorType: null, body: JSON.stringify({ CodeDeliveryDetails: details }) };
}
