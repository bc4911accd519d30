import type { RelayInput } from './operations';

/** Operations that may say whose device asks (Amazon Cognito API reference, `UserContextData` of each). */
const TAKES_CONTEXT = new Set([
  'InitiateAuth',
  'RespondToAuthChallenge',
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'ForgotPassword',
  'ConfirmForgotPassword',
]);

/**
 * The same request with the client's address, so that Cognito does not take all users for this server. What the browser
 * says of its device is passed on; what it says of its address is not.
 *
 * @param address as the trusted proxies saw it; null when it is not known
 */
export function withUserContext(operation: string, input: RelayInput, address: string | null): RelayInput {
  const { UserContextData: given, ...rest } = input;
  if (!TAKES_CONTEXT.has(operation)) return input;
  const encoded = typeof given === 'object' && given !== null && 'EncodedData' in given && given.EncodedData;
  const context = {
    ...(typeof encoded === 'string' && { EncodedData: encoded }),
    ...(address !== null && { IpAddress: address }),
  };
  return Object.keys(context).length === 0 ? rest : { ...rest, UserContextData: context };
}
