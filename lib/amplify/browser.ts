import { Amplify } from 'aws-amplify';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { sharedInMemoryStorage } from 'aws-amplify/utils';
import type { UserPool } from './user-pool';

const RELAY_PATH = '/api/auth/cognito';

/**
 * Configures Amplify in the browser for the Authenticator: it talks to this site's relay instead of Cognito, and
 * keeps what it is given (claims without signatures) in memory, so that nothing is left in the browser's storage.
 *
 * @param stays whether the session that the relay starts outlives the browser
 */
export function configureAmplify(userPool: UserPool, stays: boolean): void {
  const relay = new URL(RELAY_PATH, window.location.origin);
  if (!stays) relay.searchParams.set('remember', 'off');
  const userPoolEndpoint = relay.href;
  Amplify.configure({ Auth: { Cognito: { ...userPool, userPoolEndpoint, loginWith: { email: true } } } });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sharedInMemoryStorage);
}
