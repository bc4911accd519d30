import { Amplify } from 'aws-amplify';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { sharedInMemoryStorage } from 'aws-amplify/utils';
import type { UserPool } from './user-pool';

const RELAY_PATH = '/api/auth/cognito';

/**
 * Configures Amplify in the browser for the Authenticator: it talks to this site's relay instead of Cognito, and
 * keeps what it is given (claims without signatures) in memory, so that nothing is left in the browser's storage.
 */
export function configureAmplify(userPool: UserPool): void {
  const userPoolEndpoint = new URL(RELAY_PATH, window.location.origin).href;
  Amplify.configure({ Auth: { Cognito: { ...userPool, userPoolEndpoint, loginWith: { email: true } } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sharedInMemoryStorage);
}
