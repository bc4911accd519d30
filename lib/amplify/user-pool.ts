import type { ResourcesConfig } from 'aws-amplify';
import { parseAmplifyConfig } from 'aws-amplify/utils';

type CognitoConfig = NonNullable<ResourcesConfig['Auth']>['Cognito'];
type Kept = 'userPoolId' | 'userPoolClientId' | 'mfa' | 'passwordFormat' | 'userAttributes' | 'passwordless';

/** What the browser's Amplify needs to know of the user pool. Public by nature. */
export type UserPool = Pick<Required<CognitoConfig>, 'userPoolId' | 'userPoolClientId'> &
  Pick<CognitoConfig, Kept>;

/**
 * Picks the user pool out of `amplify_outputs.json`. Left out are `oauth`, because the hosted sign-in is the server's
 * and Amplify must not look for codes in the address, and the identity pool, which would take real tokens.
 *
 * @throws Error when the outputs describe no user pool
 */
export function readUserPool(outputs: Readonly<Record<string, unknown>>): UserPool {
  const cognito = parseAmplifyConfig({ version: '1', ...outputs }).Auth?.Cognito;
  if (cognito?.userPoolId === undefined || cognito.userPoolClientId === undefined) {
    throw new Error('amplify_outputs.json describes no user pool.');
  }
  const { userPoolId, userPoolClientId, mfa, passwordFormat, userAttributes, passwordless } = cognito;
  return { userPoolId, userPoolClientId, mfa, passwordFormat, userAttributes, passwordless };
}
